import {
  App,
  DefaultStackSynthesizer,
  Validations,
  type AppProps,
  type IReusableStackSynthesizer,
} from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { DataStack } from './data-stack';
import { ServicesStack } from './services-stack';

/** Set here and not in cdk.json, so that the template is the same whether the CDK's command line runs the app or not. */
const context = {
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/aws-s3:createDefaultLoggingPolicy': true,
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
  '@aws-cdk/aws-s3:publicAccessBlockedByDefault': true,
  '@aws-cdk/aws-apigateway:logGroupDestinationArnWithoutWildcard': true,
  // Data that services still use can't be taken away under them.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
};

/** The whole of Copydesk: what is kept for ever, and the services that can be replaced at any time. */
export function copydeskApp(props: AppProps = {}): { app: App; data: DataStack; services: ServicesStack } {
  const app = new App({
    analyticsReporting: false,
    // The command line checks the bootstrap version; a rule and an SSM parameter in each template would only repeat it.
    defaultStackSynthesizer: new DefaultStackSynthesizer({
      generateBootstrapVersionRule: false,
    }) as IReusableStackSynthesizer,
    ...props,
    context: { ...context, ...props.context },
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const data = new DataStack(app, 'CopydeskData');
  const services = new ServicesStack(app, 'CopydeskServices', { data });
  return { app, data, services };
}
