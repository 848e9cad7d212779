import fc from 'fast-check';
import { parseStorage, type StorageNode } from '../../storage/parse-storage.ts';

type Edit = { kind: 'drop' | 'double' | 'swap' | 'reword' | 'unwrap' | 'restyle'; at: number };

const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(
      'drop' as const,
      'double' as const,
      'swap' as const,
      'reword' as const,
      'unwrap' as const,
      'restyle' as const,
    ),
    at: fc.nat(),
  }),
  { minLength: 1, maxLength: 6 },
);

/** A body and what some random edits make of it: pieces dropped, doubled, moved, reworded, restyled; or two that have nothing in common. */
export function editedPages(
  pages: string[],
  documents: fc.Arbitrary<string>,
): fc.Arbitrary<[before: string, after: string]> {
  const edited = fc
    .tuple(fc.oneof(fc.constantFrom(...pages), documents), edits)
    .map(([page, list]): [string, string] => [page, list.reduce(apply, page)]);
  return fc.oneof(edited, fc.tuple(documents, documents));
}

function apply(source: string, { kind, at }: Edit): string {
  const nodes = all(parseStorage(source));
  const node = nodes[at % Math.max(1, nodes.length)];
  if (node === undefined) return `${source}<p>new words</p>`;
  const replaced = (text: string) => source.slice(0, node.start) + text + source.slice(node.end);
  const own = source.slice(node.start, node.end);
  switch (kind) {
    case 'drop':
      return replaced('');
    case 'double':
      return replaced(own + own);
    case 'swap':
      return own + replaced('');
    case 'reword':
      return replaced(own.replace(/(?<=>[^<&]*)\b[a-z]{3,}\b/, 'reworded'));
    case 'unwrap':
      return replaced(node.type === 'element' ? source.slice(node.contentStart, node.contentEnd) : own);
    case 'restyle':
      return replaced(node.type === 'text' && !node.cdata ? `<strong>${own}</strong>` : own);
  }
}

function all(nodes: StorageNode[]): StorageNode[] {
  return nodes.flatMap((node) => [node, ...(node.type === 'element' ? all(node.children) : [])]);
}
