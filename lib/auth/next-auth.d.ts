import type { DefaultSession } from 'next-auth';

declare module 'next-auth' {
  interface Session {
    user: { id?: string } & Pick<NonNullable<DefaultSession['user']>, 'name' | 'email'>;
  }
}
