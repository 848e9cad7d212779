import { z } from 'zod';

/** Text as PostgreSQL can keep and read it: without NUL characters, and without halves of a character. */
export const storableText = z.string().transform((text) => text.replaceAll('\0', '').toWellFormed());
