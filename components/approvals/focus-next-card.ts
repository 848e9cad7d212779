/**
 * After a decision the focus goes on to the next question, so that several are answered in a row by keyboard. It is left
 * alone when the person has gone elsewhere meanwhile.
 */
export function focusNextCard(card: HTMLElement | null) {
  const active = document.activeElement;
  if (card === null || (active !== null && active !== document.body && !card.contains(active))) return;
  const cards = [...document.querySelectorAll<HTMLElement>('[data-approval-card]')];
  const next = cards[cards.indexOf(card) + 1] ?? cards.find((other) => other !== card);
  next?.focus();
}
