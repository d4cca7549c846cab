#include "regexp/matcher.h"

#include <gtest/gtest.h>
