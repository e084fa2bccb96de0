import { strict as assert } from 'node:assert';
import { noteStartFailure } from '../../src/extension/startFailure';

describe('a start that fails', () => {
  it('stands in the status bar with its reason, and leads to the log', () => {
    const failure = noteStartFailure(new Error('no engine'));
    const { item, message } = failure;
    assert.equal(message, 'OSPO Lens could not start: Error: no engine');
    assert.equal(item.tooltip, message);
    assert.equal(item.accessibilityInformation?.label, message);
    assert.equal(item.command, 'ospoLens.showOutput');
    failure.dispose();
  });
});
