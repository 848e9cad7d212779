import { z } from 'zod';
import { storableText } from '../domain/storable-text.ts';

const MIN_PASSWORD_LENGTH = 12;

const email = z.string().trim().toLowerCase().pipe(z.email('is not an e-mail address').max(254));
// The upper bound keeps a single request from costing minutes of hashing.
const password = z.string().max(256, 'has at most 256 characters');

export const signInSchema = z.object({ email, password });

export const registrationSchema = z.object({
  name: storableText.pipe(z.string().trim().min(1, 'is empty').max(100, 'has at most 100 characters')),
  email,
  password: password.min(MIN_PASSWORD_LENGTH, `needs at least ${MIN_PASSWORD_LENGTH} characters`),
});
