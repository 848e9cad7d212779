import { userRoute } from '@/lib/auth/user-route';
import { AppError } from '@/lib/http/app-error';

/** Every address under /api that nothing else answers. */
const nothing = userRoute<{ path: string[] }>(async () => {
  throw new AppError('not_found', 'There is nothing at this address.', { hint: 'Check the address.' });
});

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT };
