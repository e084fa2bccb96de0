import classNames from "classnames";

/** The badge that shows how many items are in the cart. */
export function cartBadge(count) {
  return `<span class="${classNames("badge", { "badge--empty": count === 0 })}">${count}</span>`;
}
