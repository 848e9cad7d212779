/** Something that an update would take away although nobody may have meant it. `Said` is `Words` where it is kept. */
export type Loss<Said = string> = {
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
  /** For person and model: “2 inline comments lose their place”. */
  words: Said;
  /** A few of them by name. */
  examples: Said[];
};
