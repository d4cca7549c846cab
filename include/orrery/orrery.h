#pragma once

// [DOC] Orrery's C++ API
//
// An Agent is everything that one thread of JavaScript needs; a Realm is a global object with what belongs to
// it; a Value is a handle of a value of the language. docs/embedding.md is a guide with a program to start
// from.
//
// Threads. An agent, and whatever came from it, is used by one thread at a time; agents share nothing but the
// SharedBuffers that they are given, and several run side by side. Agent::request_interrupt() alone may be
// called from any thread.
//
// Errors. What can run script code or run out of room returns a Result: the value, or an Error, which is an
// exception or a termination. Nothing in a script catches a termination: it ends everything down to the
// outermost call into the engine, whose caller gets it; until then nothing else runs, and after that the
// agent may be used again. The promise jobs that were waiting are gone then.
//
// Memory. Values, Realms and Modules are handles: they keep what they refer to alive, and may outlive their
// agent. Then a Value is undefined, and what a Realm or a Module is asked for is an Error, or undefined. A
// callback is kept by its function: one that holds a Value which leads back to that function keeps both until
// the agent ends. An agent must not be destroyed by code that it has called itself.
//
// The engine's code neither throws C++ exceptions nor lets them pass: one that leaves a callback ends the
// program.

#include <orrery/agent.h>
#include <orrery/buffer.h>
#include <orrery/module.h>
#include <orrery/realm.h>
#include <orrery/value.h>
