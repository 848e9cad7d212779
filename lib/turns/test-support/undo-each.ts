import type { Readings } from './readings-of.ts';

/** What undoing did: `null` where it was refused in the preview already, with the reason. */
type Undo = { actionId: string; tool: string; preview: string; status: string | null; error: string | null };

/** Undoes one done action of each tool, and says of every other write what its preview of an undo says. */
export async function undoEach(readings: Pick<Readings, 'person' | 'toolCalls'>[]): Promise<Undo[]> {
  const { previewUndo } = await import('../../changes/preview-undo.ts');
  const { takeBack } = await import('../../turns/take-back.ts');
  const undone = new Set<string>();
  const undos: Undo[] = [];
  for (const { person, toolCalls } of readings)
    for (const { id, tool, kind } of toolCalls.flatMap(({ actions }) => actions)) {
      if (kind === 'read') continue;
      const preview = await previewUndo(person.id, id);
      const said = preview.possible ? preview.change.sentence : preview.reason;
      const undo: Undo = { actionId: id, tool, preview: said, status: null, error: null };
      if (preview.possible && !undone.has(tool)) {
        const typed = preview.change.typeToAllow ?? undefined;
        const { status, error } = await takeBack(person.id, id, { typed });
        Object.assign(undo, { status, error });
        undone.add(tool);
      }
      undos.push(undo);
    }
  return undos;
}
