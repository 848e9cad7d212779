import type { z } from 'zod';
import { AppError } from './app-error.ts';

/** Makes an opaque cursor of the values that the last row was ordered by. */
export function encodeCursor(values: (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** Reads a cursor back. Throws `invalid_request` for anything that we did not make in this shape. */
export function decodeCursor<T extends z.ZodType>(cursor: string, shape: T): z.output<T> {
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new AppError('invalid_request', 'The cursor is not one of ours.', {
      hint: 'Begin again without a cursor.',
    });
  }
}
