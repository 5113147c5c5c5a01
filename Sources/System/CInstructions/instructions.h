// Constants only: what the compiler may use in a module that is compiled with -march=native, as it says so itself.
// Swift cannot see these macros, but a constant that is made of them.

enum {
  lookbook_built_for = 0
#ifdef __SSE4_2__
    | 1 << 0
#endif
#ifdef __POPCNT__
    | 1 << 1
#endif
#ifdef __AVX__
    | 1 << 2
#endif
#ifdef __AVX2__
    | 1 << 3
#endif
#ifdef __FMA__
    | 1 << 4
#endif
#ifdef __F16C__
    | 1 << 5
#endif
#ifdef __BMI__
    | 1 << 6
#endif
#ifdef __BMI2__
    | 1 << 7
#endif
#ifdef __LZCNT__
    | 1 << 8
#endif
#ifdef __MOVBE__
    | 1 << 9
#endif
#ifdef __AVX512F__
    | 1 << 10
#endif
#ifdef __AVX512CD__
    | 1 << 11
#endif
#ifdef __AVX512BW__
    | 1 << 12
#endif
#ifdef __AVX512DQ__
    | 1 << 13
#endif
#ifdef __AVX512VL__
    | 1 << 14
#endif
#ifdef __AVX512VBMI__
    | 1 << 15
#endif
#ifdef __AVX512VNNI__
    | 1 << 16
#endif
#ifdef __AVX512BF16__
    | 1 << 17
#endif
#ifdef __ARM_FEATURE_ATOMICS
    | 1 << 18
#endif
#ifdef __ARM_FEATURE_DOTPROD
    | 1 << 19
#endif
#ifdef __ARM_FEATURE_FP16_VECTOR_ARITHMETIC
    | 1 << 20
#endif
#ifdef __ARM_FEATURE_SVE
    | 1 << 21
#endif
#ifdef __ARM_FEATURE_SVE2
    | 1 << 22
#endif
#ifdef __ARM_FEATURE_BF16
    | 1 << 23
#endif
#ifdef __ARM_FEATURE_MATMUL_INT8
    | 1 << 24
#endif
};
