import type { Fact } from './undrawn-facts.ts';

const MOST = 3;
const LONGEST = 120;

/**
 * What differs between two sides although no text shows it: “colour: Green → Yellow”. Null where nothing does. What is
 * read in the text of its own side anyway is left out.
 */
export function describeUndrawn(
  before: { facts: Fact[]; text: string },
  after: { facts: Fact[]; text: string },
): string | null {
  const gone = without(before.facts, after.facts).filter((fact) => !before.text.includes(fact.value));
  const come = without(after.facts, before.facts).filter((fact) => !after.text.includes(fact.value));
  const words: string[] = [];
  for (const fact of gone) {
    const at = come.findIndex(({ label }) => label === fact.label);
    const now = at < 0 ? undefined : come.splice(at, 1)[0];
    words.push(
      now === undefined
        ? `${fact.label} removed: ${clip(fact.value)}`
        : `${fact.label}: ${clip(fact.value)} → ${clip(now.value)}`,
    );
  }
  words.push(...come.map((fact) => `${fact.label} added: ${clip(fact.value)}`));
  if (words.length === 0) return null;
  const shown = words.slice(0, MOST).join('; ');
  return words.length > MOST ? `${shown}; and ${words.length - MOST} more in the source` : shown;
}

/** What is left of `facts` when the others are taken away one by one. */
function without(facts: Fact[], others: Fact[]): Fact[] {
  const counts = new Map<string, number>();
  const keyOf = (fact: Fact) => `${fact.label}\n${fact.value}`;
  for (const fact of others) counts.set(keyOf(fact), (counts.get(keyOf(fact)) ?? 0) + 1);
  return facts.filter((fact) => {
    const count = counts.get(keyOf(fact)) ?? 0;
    counts.set(keyOf(fact), count - 1);
    return count <= 0 && fact.value !== '';
  });
}

function clip(value: string): string {
  return value.length > LONGEST ? `${value.slice(0, LONGEST - 1)}…` : value;
}
