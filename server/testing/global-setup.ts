import type { TestProject } from 'vitest/node';
import { prepareTemplate, startTestServer } from './database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    superuserUrl: string;
    template: string;
  }
}

/** One PostgreSQL and one migrated template for the whole run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  project.provide('superuserUrl', server.superuserUrl);
  project.provide('template', await prepareTemplate(server.superuserUrl));
  return server.stop;
}
