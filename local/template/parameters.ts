import type { Template } from './assembly';

/** What a person would type at `cdk deploy --parameters`, for the local stack. */
const localParameters: Readonly<Record<string, string>> = {
  AlertEmail: 'operations@copydesk.example',
  MailFrom: 'desk@copydesk.example',
};

/** The value of every parameter of a template. @throws Error naming one that has neither value nor default. */
export function parameterValues(
  template: Template,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(template.Parameters).map(([name, { Type, Default }]) => {
      const value = given[name] ?? localParameters[name] ?? Default;
      if (value === undefined)
        throw new Error(
          `the template's parameter ${name} has no value: add it to local/template/parameters.ts`,
        );
      const list = Type === 'CommaDelimitedList' || Type.startsWith('List<');
      return [name, list ? value.split(',') : value];
    }),
  );
}
