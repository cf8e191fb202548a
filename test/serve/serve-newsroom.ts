import { startNewsroom, type Newsroom } from '../../src/newsroom/start-newsroom.ts';
import { makeNewsroomProject, type NewsroomProject } from '../runs/newsroom-project.ts';
import { makeService, type TestService } from './make-service.ts';

/** The made-up newsroom, an archive that was collected from it and built, and the service over that. */
export interface ServedNewsroom {
  readonly newsroom: Newsroom;
  readonly project: NewsroomProject;
  readonly served: TestService;
  close(): Promise<void>;
}

/** `isEdited`: the second edition was collected too, ten days later. */
export async function serveNewsroom({ isEdited = false } = {}): Promise<ServedNewsroom> {
  const newsroom = await startNewsroom();
  const project = await makeNewsroomProject(newsroom);
  await project.collect();
  if (isEdited) {
    newsroom.setEdition(2);
    await project.collect({ later: 10 * 86_400_000 });
  }
  await project.build();
  const served = await makeService(await project.read());
  return {
    ...{ newsroom, project, served },
    close: async () => {
      await served.close();
      await project.remove();
      await newsroom.stop();
    },
  };
}
