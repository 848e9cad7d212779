import { z } from 'zod';

/** Text as PostgreSQL can keep it: without NUL characters. */
export const storableText = z.string().transform((text) => text.replaceAll('\0', ''));
