import { AppStartError } from './app-start-error.ts';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const INTEGER = /^[+-]?\d+$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Whether a route parameter's value is one that the constraint lets through. */
export type RouteConstraint = (value: string) => boolean;

/**
 * The inline constraints of ASP.NET Core's routing, e.g. `int`, `length(3,5)`; see
 * https://learn.microsoft.com/aspnet/core/fundamentals/routing#route-constraints
 */
export function parseConstraint(text: string): RouteConstraint {
  const [, name = '', argument = ''] = /^(\w+)(?:\((.*)\))?$/.exec(text) ?? [];
  const [low = Number.NaN, high = low] = argument.split(',').map(Number);
  switch (name.toLowerCase()) {
    case 'int':
      return (value) => isInteger(value, -(2n ** 31n), 2n ** 31n - 1n);
    case 'long':
      return (value) => isInteger(value, -(2n ** 63n), 2n ** 63n - 1n);
    case 'guid':
      return (value) => GUID.test(value.replace(/^\{(.*)\}$/, '$1')) || /^[0-9a-f]{32}$/i.test(value);
    case 'bool':
      return (value) => /^(true|false)$/i.test(value);
    case 'alpha':
      return (value) => /^[a-z]*$/i.test(value);
    case 'decimal':
    case 'double':
    case 'float':
      return (value) => NUMBER.test(value);
    case 'datetime':
      return (value) => !Number.isNaN(Date.parse(value));
    case 'length':
      return (value) => value.length >= low && value.length <= high;
    case 'minlength':
      return (value) => value.length >= low;
    case 'maxlength':
      return (value) => value.length <= low;
    case 'min':
      return (value) => INTEGER.test(value) && Number(value) >= low;
    case 'max':
      return (value) => INTEGER.test(value) && Number(value) <= low;
    case 'range':
      return (value) => INTEGER.test(value) && Number(value) >= low && Number(value) <= high;
    case 'required':
      return (value) => value !== '';
    case 'regex': {
      const pattern = new RegExp(argument, 'i');
      return (value) => pattern.test(value);
    }
    default:
      throw new AppStartError('configuration', `"${text}" is no route constraint.`);
  }
}

function isInteger(value: string, lowest: bigint, highest: bigint): boolean {
  if (!INTEGER.test(value)) return false;
  const number = BigInt(value.replace(/^\+/, ''));
  return number >= lowest && number <= highest;
}
