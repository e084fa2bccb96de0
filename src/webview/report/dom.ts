/** Builds elements. Text is always text: nothing here reads HTML. */

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
type Child = Node | string;

export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

export function svg(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
}

/** A real button. `id` finds it again when what is around it is drawn anew. */
export function button(
  label: string,
  id: string,
  onClick: () => void,
  attributes: Attributes = {},
): HTMLButtonElement {
  const element = h('button', { type: 'button', 'data-id': id, ...attributes }, label);
  element.addEventListener('click', onClick);
  return element;
}

/**
 * Draws the content of `place` anew if `data` is another than last time. The focus stays on the element with the same
 * `data-id`, and so does what was selected in it.
 */
export function draw(place: HTMLElement, data: unknown, content: () => readonly Child[]): void {
  const text = JSON.stringify(data);
  if (place.dataset['drawn'] === text) return;
  place.dataset['drawn'] = text;
  keepingFocus(() => place.replaceChildren(...content()));
}

function keepingFocus(change: () => void): void {
  const { activeElement } = document;
  const id = activeElement instanceof HTMLElement ? activeElement.dataset['id'] : undefined;
  const selection = activeElement instanceof HTMLInputElement ? activeElement.selectionStart : null;
  change();
  if (id === undefined || document.activeElement === activeElement) return;
  const same = document.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
  same?.focus({ preventScroll: true });
  if (same instanceof HTMLInputElement && selection !== null) same.setSelectionRange(selection, selection);
}
