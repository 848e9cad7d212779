import { config } from '@/lib/config/config';

export const dynamic = 'force-dynamic';

export function GET() {
  const { launch } = config();
  return Response.json({ status: 'ok' }, launch ? { headers: { 'x-tributary-launch': launch } } : {});
}
