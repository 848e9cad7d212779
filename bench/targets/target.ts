/** Something that answers chat messages: `POST url` with `{id, message}`, answered by a stream of UI message chunks. */
export type Target = {
  name: string;
  url: string;
  /** Who asks. */
  headers: Record<string, string>;
  /** The process that answers, with what runs under it. */
  pid: number;
  /** Its PostgreSQL, if it has one. */
  postgres?: number;
};
