// The one place where glad's loader is compiled; everywhere else <glad/gl.h> only declares.
#define GLAD_GL_IMPLEMENTATION
#include <glad/gl.h>
