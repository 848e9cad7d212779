import type { StorageNode } from '../../storage/parse-storage.ts';
import type { Drawn } from '../draw/draw-storage.ts';
import { canonicalKeys } from './canonical.ts';
import { describeUndrawn } from './describe-undrawn.ts';
import type { Effort } from './sequence-diff.ts';
import { undrawnFacts } from './undrawn-facts.ts';
import { likeness, type WordBag, wordBag } from './word-bag.ts';

/** What the comparing functions share: one comparison of two drawings. */
export type Comparison = {
  effort: Effort;
  /** The same for pieces that say the same in the same way, drawn or not. */
  key(piece: object): string;
  /** What part of their words two pieces share, from 0 to 1. */
  likeness(before: Worded, after: Worded): number;
  /** What differs between two pieces themselves, beside what is within them, without being drawn. */
  hidden(before: Worded, after: Worded): string | null;
};

/** A piece and its words. */
export type Worded = { piece: object; text(): string };

/** Enough for any page that a person edits; a page that is rewritten at random spends it and is compared coarsely. */
const EFFORT = 1_500_000;

export function compareDrawings(before: Drawn, after: Drawn): Comparison {
  const keys = new Map<object, string>();
  const keyOf = canonicalKeys();
  const bags = new Map<object, WordBag>();
  const owners = new Map<StorageNode, object>();
  for (const { origins } of [before, after]) {
    for (const [piece, nodes] of origins) {
      if (isInlinePiece(piece)) continue;
      for (const node of nodes) owners.set(node, piece);
    }
  }
  const originsOf = (piece: object) => before.origins.get(piece) ?? after.origins.get(piece) ?? [];
  const bagOf = ({ piece, text }: Worded) => remember(bags, piece, () => wordBag(text()));
  const factsOf = ({ piece, text }: Worded) => {
    const belongs = (node: StorageNode) => (owners.get(node) ?? piece) === piece;
    // Only in a line is what changes marked where it is read.
    return { facts: undrawnFacts(originsOf(piece), belongs), text: isLine(piece) ? text() : '' };
  };
  return {
    effort: { left: EFFORT },
    key: (piece) =>
      remember(keys, piece, () => {
        const nodes = originsOf(piece);
        return nodes.length > 0 ? keyOf(nodes) : JSON.stringify(piece);
      }),
    likeness: (one, other) => likeness(bagOf(one), bagOf(other)),
    hidden: (one, other) => describeUndrawn(factsOf(one), factsOf(other)),
  };
}

function isInlinePiece(piece: object): boolean {
  return 'type' in piece && (piece.type === 'chip' || piece.type === 'link');
}

function isLine(piece: object): boolean {
  return 'type' in piece && (piece.type === 'paragraph' || piece.type === 'heading');
}

function remember<Value>(known: Map<object, Value>, piece: object, make: () => Value): Value {
  const found = known.get(piece);
  if (found !== undefined) return found;
  const made = make();
  known.set(piece, made);
  return made;
}
