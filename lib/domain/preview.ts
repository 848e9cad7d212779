import type { Words } from './phrase.ts';

/** Whether a piece is new, gone, or stays. Left out where nothing is compared. */
export type Mark = 'added' | 'removed';

/**
 * What a comparison says of a piece as a whole. `mark`: all of it, with everything in it, is new or gone. `note`: what the drawing alone
 * does not show, in words (“Was heading 2”, “colour: Green → Yellow”).
 */
export type Compared = { mark?: Mark; note?: string };

export type TextStyle = 'strong' | 'em' | 'underline' | 'strike' | 'code' | 'sub' | 'sup';

/** Text within a block. A chip stands for what is not text: it shows a name and is never loaded. */
export type Inline =
  | { type: 'text'; text: string; styles?: TextStyle[]; mark?: Mark }
  | { type: 'link'; href: string | null; children: Inline[]; mark?: Mark }
  | { type: 'chip'; kind: ChipKind; text: string; mark?: Mark }
  | { type: 'break'; mark?: Mark };

/** `comment` stands right after the words that an inline comment is about. */
export type ChipKind =
  | 'mention'
  | 'date'
  | 'status'
  | 'emoji'
  | 'image'
  | 'attachment'
  | 'macro'
  | 'comment'
  | 'placeholder';

export type ListItem = Compared & { blocks: Block[] };
export type TaskItem = Compared & { done: boolean; blocks: Block[] };
export type TableCell = Compared & { header: boolean; columns: number; rows: number; blocks: Block[] };
export type TableRow = Compared & { cells: TableCell[] };
export type CodeLine = { text: string; mark?: Mark };

/**
 * A block of a page as a preview shows it. It holds no HTML: whatever draws it decides how. `lines` of code is there in a comparison,
 * and holds the lines of both sides. `folded` stands for unchanged blocks that a comparison leaves out within another block.
 */
export type Block = Compared &
  (
    | { type: 'paragraph'; children: Inline[] }
    | { type: 'heading'; level: 1 | 2 | 3 | 4 | 5 | 6; children: Inline[] }
    | { type: 'list'; ordered: boolean; items: ListItem[] }
    | { type: 'tasks'; items: TaskItem[] }
    | { type: 'table'; rows: TableRow[] }
    | { type: 'code'; language: string | null; text: string; lines?: CodeLine[] }
    | { type: 'quote'; blocks: Block[] }
    | { type: 'panel'; kind: string; title: string | null; blocks: Block[] }
    | { type: 'columns'; columns: Block[][] }
    | { type: 'macro'; name: string; detail: string | null; blocks: Block[] }
    | { type: 'image'; text: string }
    | { type: 'rule' }
    | { type: 'folded'; count: number }
  );

/**
 * One row of a comparison, from top to bottom. `changed` holds one block with the marks of both sides in it; `folded` stands
 * for unchanged blocks that are left out.
 */
export type DiffRow =
  | { change: 'same' | 'added' | 'removed' | 'changed'; block: Block }
  | { change: 'folded'; count: number };

/** What would be gone with a deletion. `count` is null where it cannot be known. */
export type Gone<Said = string> = {
  what: Said;
  count: number | null;
  items: { title: string; url: string | null }[];
};

/** What a person looks at before a write. */
export type Preview =
  | { type: 'document'; title: string | null; blocks: Block[] }
  | {
      type: 'diff';
      title: { before: string; after: string };
      rows: DiffRow[];
      source: { before: string; after: string };
    }
  | { type: 'values'; rows: { name: string; before: string | null; after: string | null }[] }
  | { type: 'removal'; gone: Gone[]; blocks: Block[] }
  | { type: 'none'; why: string };

/**
 * What a preview is kept as: the texts that it is drawn from, which is done when somebody looks. Older versions kept the drawing.
 */
export type KeptPreview =
  | (KeptTexts & { type: 'document'; title: string | null; text: string })
  | (KeptTexts & {
      type: 'diff';
      title: { before: string; after: string };
      source: { before: string; after: string };
    })
  | (KeptTexts & { type: 'removal'; gone: Gone<Words>[]; text: string | null })
  | { type: 'values'; rows: { name: Words; before: Words | null; after: Words | null }[] }
  | { type: 'none'; why: Words };

/** `format` says how the texts are drawn. `people` are the names of persons mentioned there, by their account ids, as they were then. */
type KeptTexts = { format: string; people?: People };

export type People = Readonly<Record<string, string>>;
