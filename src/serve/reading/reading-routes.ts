import type { ServiceApp, ServiceContext } from '../service.ts';

export function addReadingRoutes(_app: ServiceApp, _context: ServiceContext): void {
  // to come
}
