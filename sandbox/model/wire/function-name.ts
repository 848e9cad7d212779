import { z } from 'zod';

/** The name of a function that a request offers. */
export const functionName = z
  .string()
  .max(64)
  .regex(/^[a-zA-Z0-9_-]+$/);
