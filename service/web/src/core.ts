// What several scripts need, in a script of its own: chunk.js. Every script imports this, so that all of it is shared alike; what is shared and not named
// here would be a second chunk, which the build refuses.
import 'preact';
import 'preact/hooks';
import 'preact/jsx-runtime';
import './address';
import './api';
import './csv';
import './fields';
import './form/draft';
import './format';
import './histogram';
import './kinds';
import './load';
import './notices';
import './parts';
import './record/read';
import './record/route';
import './record/tariffs';
import './record/value';
import './session';
import './sign-in';
import './texts';
