import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { database } from '@/lib/db/client';
import { actions, toolCalls } from '@/lib/db/schema';
import { AppError } from '@/lib/http/app-error';
import { restoreResults, resultToCut } from './results';

/** Without `action`: of a call that has none. With it: of the action at that place in the call. */
export const resultQuery = z.object({ action: z.coerce.number().int().min(0).max(10_000).optional() });

/** A piece of a result's JSON: bytes `from` to `to`, the last included, of `size`. */
type ResultPiece = { bytes: Uint8Array<ArrayBuffer>; from: number; to: number; size: number };

/**
 * Reads the JSON of a result of one's own, whole or in part. Throws `not_found`.
 * @param range in bytes, the end included; it is cut to what is there
 */
async function readResult(
  userId: string,
  callId: string,
  action: number | undefined,
  range: { from: number; to: number },
): Promise<ResultPiece> {
  const { from, to } = range;
  const own = and(eq(toolCalls.id, callId), eq(toolCalls.userId, userId));
  const table = action === undefined ? toolCalls : actions;
  const columns = resultToCut(table, range);
  const rows =
    action === undefined
      ? await database().select(columns).from(toolCalls).where(own)
      : await database()
          .select(columns)
          .from(actions)
          .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
          .where(and(own, eq(actions.index, action)));
  const [row] = await restoreResults(database(), rows);
  if (!row || row.size === null)
    throw new AppError('not_found', 'There is no such result.', {
      hint: 'Its conversation may have been deleted.',
    });
  const bytes = new Uint8Array(row.cut ?? Buffer.from(JSON.stringify(row.result)).subarray(from, to + 1));
  return { bytes, from, to: from + bytes.length - 1, size: row.size };
}

/** The result as a file to read: all of it, or with `Range: bytes=…` a part (206), or 416 where nothing is. */
export async function resultResponse(
  request: Request,
  userId: string,
  callId: string,
  action: number | undefined,
): Promise<Response> {
  const asked = rangeOf(request.headers.get('range'));
  const { bytes, from, to, size } = await readResult(userId, callId, action, asked ?? ALL);
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-store',
  };
  if (asked === null) return new Response(bytes, { headers });
  if (bytes.length === 0)
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } });
  return new Response(bytes, {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${from}-${to}/${size}` },
  });
}

/** PostgreSQL counts text in 32 bits. */
const LAST_BYTE = 2 ** 31 - 2;
const ALL = { from: 0, to: LAST_BYTE };

/** One range with a beginning; whatever else a header says is left alone, and all is given, as HTTP allows. */
function rangeOf(header: string | null): { from: number; to: number } | null {
  const [, first, last] = /^bytes=(\d{1,10})-(\d{0,10})$/.exec(header ?? '') ?? [];
  if (first === undefined) return null;
  const from = Math.min(Number(first), LAST_BYTE);
  const to = last ? Math.min(Number(last), LAST_BYTE) : LAST_BYTE;
  return to < from ? null : { from, to };
}
