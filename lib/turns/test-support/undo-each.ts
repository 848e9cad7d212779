import type { Readings } from './readings-of.ts';

/** What undoing did: `null` where it was refused in the preview already, with the reason. */
type Undo = { actionId: string; tool: string; preview: string; status: string | null; error: string | null };

/** Undoes one done action of each tool, and says of every other write what its preview of an undo says. */
export async function undoEach(readings: Pick<Readings, 'person' | 'toolCalls'>[]): Promise<Undo[]> {
  const { previewUndo } = await import('../../undo/preview-undo.ts');
  const { undo } = await import('../undo.ts');
  const undone = new Set<string>();
  const undos: Undo[] = [];
  for (const { person, toolCalls } of readings)
    for (const { id, tool, kind } of toolCalls.flatMap(({ actions }) => actions)) {
      if (kind === 'read') continue;
      const preview = await previewUndo(person.id, id);
      const words = preview.possible ? preview.change.sentence : preview.reason;
      const said: Undo = { actionId: id, tool, preview: words, status: null, error: null };
      if (preview.possible && !undone.has(tool)) {
        const typed = preview.change.typeToAllow ?? undefined;
        const { status, error } = await undo(person.id, id, { typed });
        Object.assign(said, { status, error });
        undone.add(tool);
      }
      undos.push(said);
    }
  return undos;
}
