import type { Problems } from './problem.ts';

/** Projects, environments, parameters, their values, types and tags. */
export const configurationProblems = {
  'value.type': [400, 'The value does not fit the type of the parameter', 'Send a value of that type.'],
  'value.not-kept': [
    410,
    'Old values of that time are not kept any more',
    'Choose a later time, or use a tag: what a tag stands for is kept.',
  ],
  'value.rule': [
    400,
    'The value breaks a rule of the parameter or its type',
    'Send a value within the limits that `detail` names.',
  ],
  'rule.violated': [
    409,
    'Values that are set already break the rule',
    'Change the values that `detail` names, or choose a wider limit.',
  ],
  'type.built-in': [409, 'The built-in types stay as they are', 'Make a type of your own over it.'],
  'type.cycle': [400, 'Types may not rest on each other in a circle', 'Choose another parent.'],
  'environment.default': [409, 'The default environment stays', 'Choose another environment.'],
  'environment.has-children': [409, 'The environment has children', 'Delete its children first.'],
  'environment.parent': [
    400,
    'The parent of an environment does not change',
    'Create a new environment under that parent.',
  ],
  'project.has-dependents': [409, 'Other projects depend on this one', 'Change or delete them first.'],
  'project.cycle': [400, 'Projects may not depend on each other in a circle', 'Choose another project in depends_on.'],
  'project.parameter-name': [
    400,
    "The name does not fit the project's pattern",
    'Choose a name that fits parameter_name_pattern.',
  ],
  'parameter.not-exportable': [
    422,
    'The format cannot hold a value',
    'Ask for another format, or leave the parameters out that `detail` names.',
  ],
  'parameter.not-secret': [
    409,
    'The parameter is not a secret',
    'Use another name: whether a parameter is a secret is fixed when it is created.',
  ],
  'parameter.too-many-values': [
    409,
    'The parameter has too many values to be renamed',
    'Make a parameter of the new name, set its values, and delete this one.',
  ],
  'tag.immutable': [409, 'The tag refuses changes', 'Make another tag.'],
} as const satisfies Problems;
