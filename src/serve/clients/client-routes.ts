import type { ServiceApp, ServiceContext } from '../service.ts';

export function addClientRoutes(_app: ServiceApp, _context: ServiceContext): void {
  // to come
}
