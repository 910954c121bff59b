#!/usr/bin/env node
require('./bootstrap.cjs');
