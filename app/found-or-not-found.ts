import { notFound } from 'next/navigation';
import { AppError } from '@/lib/http/app-error';
import { parseId } from '@/lib/http/parse-request';

/** Reads something by an id of the address; what is not there, or someone else's, is the not-found page. */
export async function foundOrNotFound<T>(id: string, read: (id: string) => Promise<T>): Promise<T> {
  try {
    return await read(parseId(id));
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
}
