/** Something that an update would take away although nobody may have meant it. */
export type Loss = {
  what:
    | 'macro'
    | 'comment'
    | 'mention'
    | 'task'
    | 'image'
    | 'attachment'
    | 'table'
    | 'link'
    | 'layout'
    | 'emptied'
    | 'shrunk'
    | 'placeholder'
    | 'malformed';
  count: number;
  /** In words for person and model: “2 inline comments lose their place”. */
  words: string;
  /** A few of them by name. */
  examples: string[];
};
