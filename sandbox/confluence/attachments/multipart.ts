import { ConfluenceError } from '../errors.ts';

export type FormPart = {
  name: string;
  /** Set on a file. */
  fileName: string | undefined;
  contentType: string | undefined;
  bytes: Buffer;
};

const LINE_END = '\r\n';

/**
 * Reads a `multipart/form-data` body. Unlike the platform's reader it keeps each part's own content type, which decides how
 * a text part is read.
 * @throws ConfluenceError 400 for what is no such body
 */
export function readMultipart(contentType: string | undefined, body: Buffer): FormPart[] {
  const boundary = /^multipart\/form-data\s*;.*?boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? '');
  const name = boundary?.[1] ?? boundary?.[2];
  if (name === undefined)
    throw new ConfluenceError(400, 'The request is not multipart/form-data with a boundary');
  const delimiter = Buffer.from(`--${name}`);
  const parts: FormPart[] = [];
  let at = body.indexOf(delimiter);
  while (at >= 0) {
    const start = at + delimiter.length;
    if (body.toString('latin1', start, start + 2) === '--') return parts;
    const end = body.indexOf(Buffer.concat([Buffer.from(LINE_END), delimiter]), start);
    if (end < 0) break;
    parts.push(readPart(body.subarray(body.indexOf(LINE_END, start) + LINE_END.length, end)));
    at = end + LINE_END.length;
  }
  throw new ConfluenceError(400, 'The multipart body ends too early');
}

/** The text of a part: Latin-1 unless the part says another charset, as live sites read it. */
export function textOfPart(part: FormPart): string {
  const isUtf8 = /charset\s*=\s*"?utf-?8/i.test(part.contentType ?? '');
  return part.bytes.toString(isUtf8 ? 'utf8' : 'latin1');
}

function readPart(part: Buffer): FormPart {
  const headersEnd = part.indexOf(LINE_END + LINE_END);
  const headers = headersEnd < 0 ? '' : part.toString('utf8', 0, headersEnd);
  const header = (name: string): string | undefined =>
    new RegExp(`^${name}\\s*:\\s*(.*)$`, 'im').exec(headers)?.[1]?.trim();
  const disposition = header('Content-Disposition') ?? '';
  return {
    name: parameter(disposition, 'name') ?? '',
    fileName: fileNameOf(disposition),
    contentType: header('Content-Type'),
    bytes: part.subarray(headersEnd < 0 ? 0 : headersEnd + 2 * LINE_END.length),
  };
}

function fileNameOf(disposition: string): string | undefined {
  const extended = /;\s*filename\*\s*=\s*UTF-8''([^;\s]*)/i.exec(disposition)?.[1];
  if (extended === undefined) return parameter(disposition, 'filename');
  try {
    return decodeURIComponent(extended);
  } catch {
    return extended;
  }
}

// Browsers and others write a quote in a name as %22 or as \".
function parameter(disposition: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]*))`, 'i').exec(
    disposition,
  );
  const value = found?.[1] ?? found?.[2];
  return value
    ?.replace(/\\(["\\])/g, '$1')
    .replaceAll('%22', '"')
    .replaceAll('%0D%0A', ' ');
}
