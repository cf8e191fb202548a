import type { ServiceApp, ServiceContext } from '../service.ts';

export function addAccessRoutes(_app: ServiceApp, _context: ServiceContext): void {
  // to come
}
