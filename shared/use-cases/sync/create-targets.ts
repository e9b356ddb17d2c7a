import type { Step } from '../../domain/sync/step.ts';
import { describeFailure } from '../../domain/sync/task-failure.ts';
import { ServiceError } from '../../errors.ts';
import { insertProject } from '../../store/projects.ts';
import { createEnvironment } from '../configuration/create-environment.ts';
import { createProject } from '../configuration/create-project.ts';
import type { ImportTargets } from './import-targets.ts';
import type { Run, RunDeps } from './run.ts';
