import { Links } from '../../shared/http/links.ts';

const links = new Links('https://service.example');

describe('addresses of objects', () => {
  test('are read back as they were made', () => {
    const address = links.to('value', 'project-1', 'parameter/2', 'value-3');
    expect(address).toBe('https://service.example/api/v1/projects/project-1/parameters/parameter%2F2/values/value-3/');
    expect(links.from('value', address, 'value')).toEqual(['project-1', 'parameter/2', 'value-3']);
  });

  test('may lack the trailing slash', () => {
    expect(links.from('project', 'https://service.example/api/v1/projects/1', 'project')).toEqual(['1']);
  });

  test.each([
    ['another service', 'https://evil.example/api/v1/projects/1/'],
    ['a longer origin', 'https://service.example.evil.example/api/v1/projects/1/'],
    ['another kind', 'https://service.example/api/v1/environments/1/'],
    ['more than an object', 'https://service.example/api/v1/projects/1/parameters/2/'],
    ['a query', 'https://service.example/api/v1/projects/1/?x=y'],
    ['no address', '1'],
  ])('are not those of %s', (_case, reference) => {
    expect(() => links.from('project', reference, 'depends_on')).toThrow(
      expect.objectContaining({
        code: 'request.reference',
        fields: [expect.objectContaining({ field: 'body.depends_on' })],
      }),
    );
  });
});
