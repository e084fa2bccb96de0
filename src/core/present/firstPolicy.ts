import { t } from './language';
import { clip } from './plain';

/** What is said, once and in the view of the policy, to people whose organization has none yet. */
export const firstPolicy = {
  get title() {
    return t('No policy of your own yet');
  },
  get detail() {
    return t('the built-in default judges');
  },
  get spoken() {
    return t('No policy of your own yet: a built-in default judges, which nobody decided.');
  },
  get origin() {
    return t('built-in default');
  },
  get create() {
    return t('Create a policy from a starter');
  },
  get takeReview() {
    return t('Use your dependency-review configuration');
  },
  get readDefault() {
    return t('Read the built-in default');
  },
  get noReview() {
    return t('There is no .github/dependency-review-config.yml in this workspace.');
  },
  get how() {
    return t('How is it to be used?');
  },
  get asItIs() {
    return t('As it is');
  },
  asItIsDetail: (file: string): string =>
    t(
      'The setting ospoLens.policy of this workspace names {0}: a change there counts here, too.',
      clip(file, 200),
    ),
  get asStart() {
    return t('As a start');
  },
  asStartDetail: (file: string): string =>
    t('{0} is written from it, with what could not be carried over: to be decided further.', clip(file, 200)),
  named: (file: string): string => t('{0} is the policy of this workspace now.', clip(file, 200)),
} as const;
