import type { ServiceApp, ServiceContext } from '../service.ts';

export function addOperationRoutes(_app: ServiceApp, _context: ServiceContext): void {
  // to come
}
