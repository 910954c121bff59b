import { copydeskApp } from './copydesk-app';

// `cdk synth` would synthesise at exit by itself; run directly, only this call writes the template and lets the checks speak.
copydeskApp().app.synth();
