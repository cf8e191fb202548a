/** A child process: serves the made-up web of the plan it is sent, and sends back the port. */
import { startWeb, type WebPlan } from '../../test/postgres/made-up-web.ts';

process.once('message', (plan: WebPlan) => {
  void startWeb(plan).then(({ port }) => process.send?.(port));
});
process.once('disconnect', () => process.exit());
