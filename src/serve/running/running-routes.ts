import type { ServiceApp, ServiceContext } from '../service.ts';

export function addRunningRoutes(_app: ServiceApp, _context: ServiceContext): void {
  // to come
}
