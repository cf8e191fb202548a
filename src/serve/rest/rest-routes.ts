import type { ServiceApp, ServiceContext } from '../service.ts';

export function addRestRoutes(_app: ServiceApp, _context: ServiceContext): void {
  // to come
}
