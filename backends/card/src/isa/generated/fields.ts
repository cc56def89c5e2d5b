// Generated from isa/card.isa by `npm run generate`. Do not edit.

/** Operands (register numbers; `imm` is the immediate) and flags of each instruction, by name. */
export interface InstructionFields {
  /** Ends the program. */
  readonly 'halt': {};
  /** Loads a constant. */
  readonly 'li': {
    readonly rd: number;
    readonly imm: number;
  };
  /** Loads a launch parameter. */
  readonly 'param': {
    readonly rd: number;
    readonly imm: number;
  };
  /** Copies a register. */
  readonly 'mov': {
    readonly rd: number;
    readonly ra: number;
  };
  /** Adds. */
  readonly 'add': {
    readonly rd: number;
    readonly ra: number;
    readonly rb: number;
  };
  /** Subtracts. */
  readonly 'sub': {
    readonly rd: number;
    readonly ra: number;
    readonly rb: number;
  };
  /** Multiplies. */
  readonly 'mul': {
    readonly rd: number;
    readonly ra: number;
    readonly rb: number;
  };
  /** Divides, rounding down. */
  readonly 'div': {
    readonly rd: number;
    readonly ra: number;
    readonly rb: number;
  };
  /** Remainder with the sign of the divisor. */
  readonly 'mod': {
    readonly rd: number;
    readonly ra: number;
    readonly rb: number;
  };
  /** Smaller of two. */
  readonly 'min': {
    readonly rd: number;
    readonly ra: number;
    readonly rb: number;
  };
  /** Larger of two. */
  readonly 'max': {
    readonly rd: number;
    readonly ra: number;
    readonly rb: number;
  };
  /** Compares. */
  readonly 'slt': {
    readonly rd: number;
    readonly ra: number;
    readonly rb: number;
  };
  /** Adds a constant. */
  readonly 'addi': {
    readonly rd: number;
    readonly ra: number;
    readonly imm: number;
  };
  /** Multiplies by a constant. */
  readonly 'muli': {
    readonly rd: number;
    readonly ra: number;
    readonly imm: number;
  };
  /** Divides by a constant, rounding down. */
  readonly 'divi': {
    readonly rd: number;
    readonly ra: number;
    readonly imm: number;
  };
  /** Remainder by a constant, with its sign. */
  readonly 'modi': {
    readonly rd: number;
    readonly ra: number;
    readonly imm: number;
  };
  /** Smaller of a register and a constant. */
  readonly 'mini': {
    readonly rd: number;
    readonly ra: number;
    readonly imm: number;
  };
  /** Larger of a register and a constant. */
  readonly 'maxi': {
    readonly rd: number;
    readonly ra: number;
    readonly imm: number;
  };
  /** Loads an integer from the scratchpad into a register. */
  readonly 'lds.i32': {
    readonly rd: number;
    readonly ra: number;
    readonly imm: number;
  };
  /** Loads an integer from the scratchpad into a register. */
  readonly 'lds.i64': {
    readonly rd: number;
    readonly ra: number;
    readonly imm: number;
  };
  /** Starts a counted loop. */
  readonly 'loop': {
    readonly rd: number;
    readonly ra: number;
    readonly imm: number;
  };
  /** Ends the body of a loop. */
  readonly 'endloop': {};
  /** Waits until every queue is empty. */
  readonly 'fence': {};
  /** Tells engines apart. */
  readonly 'engine': {
    readonly rd: number;
  };
  /** Waits for all engines. */
  readonly 'barrier': {};
  /** Copies from a memory that engines share to the engine. */
  readonly 'dma.ld': {
    readonly dst: number;
    readonly src: number;
    readonly n0: number;
    readonly n1: number;
    readonly n2: number;
    readonly dst_s1: number;
    readonly dst_s2: number;
    readonly src_s1: number;
    readonly src_s2: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'dram' | 'llc' | undefined;
  };
  /** Copies from the engine to a memory that engines share. */
  readonly 'dma.st': {
    readonly dst: number;
    readonly src: number;
    readonly n0: number;
    readonly n1: number;
    readonly n2: number;
    readonly dst_s1: number;
    readonly dst_s2: number;
    readonly src_s1: number;
    readonly src_s2: number;
    readonly src_space?: 'sram' | 'acc' | undefined;
    readonly dst_space?: 'dram' | 'llc' | undefined;
  };
  /** Copies between any two memories. */
  readonly 'dma.cp': {
    readonly dst: number;
    readonly src: number;
    readonly n0: number;
    readonly n1: number;
    readonly n2: number;
    readonly dst_s1: number;
    readonly dst_s2: number;
    readonly src_s1: number;
    readonly src_s2: number;
    readonly dst_space?: 'sram' | 'acc' | 'dram' | 'llc' | undefined;
    readonly src_space?: 'sram' | 'acc' | 'dram' | 'llc' | undefined;
  };
  /** Multiplies binary16 tiles into binary32 accumulators. */
  readonly 'mm.f16': {
    readonly c: number;
    readonly a: number;
    readonly b: number;
    readonly m: number;
    readonly n: number;
    readonly k: number;
    readonly ldc: number;
    readonly lda: number;
    readonly ldb: number;
    readonly accumulate?: boolean | undefined;
    readonly b_transposed?: boolean | undefined;
  };
  /** Multiplies binary32 tiles on the vector unit. */
  readonly 'vmm.f32': {
    readonly c: number;
    readonly a: number;
    readonly b: number;
    readonly m: number;
    readonly n: number;
    readonly k: number;
    readonly ldc: number;
    readonly lda: number;
    readonly ldb: number;
    readonly accumulate?: boolean | undefined;
    readonly b_transposed?: boolean | undefined;
  };
  /** Adds element by element. */
  readonly 'v2.add.f16': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly a_space?: 'sram' | 'acc' | undefined;
    readonly b_space?: 'sram' | 'acc' | undefined;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Adds element by element. */
  readonly 'v2.add.f32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly a_space?: 'sram' | 'acc' | undefined;
    readonly b_space?: 'sram' | 'acc' | undefined;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Subtracts element by element. */
  readonly 'v2.sub.f16': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly a_space?: 'sram' | 'acc' | undefined;
    readonly b_space?: 'sram' | 'acc' | undefined;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Subtracts element by element. */
  readonly 'v2.sub.f32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly a_space?: 'sram' | 'acc' | undefined;
    readonly b_space?: 'sram' | 'acc' | undefined;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Multiplies element by element. */
  readonly 'v2.mul.f16': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly a_space?: 'sram' | 'acc' | undefined;
    readonly b_space?: 'sram' | 'acc' | undefined;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Multiplies element by element. */
  readonly 'v2.mul.f32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly a_space?: 'sram' | 'acc' | undefined;
    readonly b_space?: 'sram' | 'acc' | undefined;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Divides element by element. */
  readonly 'v2.div.f16': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly a_space?: 'sram' | 'acc' | undefined;
    readonly b_space?: 'sram' | 'acc' | undefined;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Divides element by element. */
  readonly 'v2.div.f32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly a_space?: 'sram' | 'acc' | undefined;
    readonly b_space?: 'sram' | 'acc' | undefined;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Larger element of two. */
  readonly 'v2.max.f16': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly a_space?: 'sram' | 'acc' | undefined;
    readonly b_space?: 'sram' | 'acc' | undefined;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Larger element of two. */
  readonly 'v2.max.f32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly a_space?: 'sram' | 'acc' | undefined;
    readonly b_space?: 'sram' | 'acc' | undefined;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Smaller element of two. */
  readonly 'v2.min.f16': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly a_space?: 'sram' | 'acc' | undefined;
    readonly b_space?: 'sram' | 'acc' | undefined;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Smaller element of two. */
  readonly 'v2.min.f32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly a_space?: 'sram' | 'acc' | undefined;
    readonly b_space?: 'sram' | 'acc' | undefined;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Rectifies. */
  readonly 'v1.relu.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Rectifies. */
  readonly 'v1.relu.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Negates. */
  readonly 'v1.neg.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Negates. */
  readonly 'v1.neg.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the magnitude. */
  readonly 'v1.abs.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the magnitude. */
  readonly 'v1.abs.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Copies elements. */
  readonly 'v1.copy.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Copies elements. */
  readonly 'v1.copy.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the square root. */
  readonly 'v1.sqrt.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the square root. */
  readonly 'v1.sqrt.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the reciprocal. */
  readonly 'v1.reciprocal.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the reciprocal. */
  readonly 'v1.reciprocal.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the exponential. */
  readonly 'v1.exp.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the exponential. */
  readonly 'v1.exp.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the natural logarithm. */
  readonly 'v1.log.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the natural logarithm. */
  readonly 'v1.log.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the logistic function. */
  readonly 'v1.sigmoid.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the logistic function. */
  readonly 'v1.sigmoid.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the hyperbolic tangent. */
  readonly 'v1.tanh.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the hyperbolic tangent. */
  readonly 'v1.tanh.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the error function. */
  readonly 'v1.erf.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the error function. */
  readonly 'v1.erf.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Applies a table with linear interpolation. */
  readonly 'vlut.lin.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly table: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Applies an odd function by a table over bit patterns. */
  readonly 'vlut.bits.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly table: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Converts binary32 to binary16. */
  readonly 'vcvt.f32.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
    readonly clip?: boolean | undefined;
  };
  /** Converts binary16 to binary32. */
  readonly 'vcvt.f16.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Converts 32-bit integers to binary32. */
  readonly 'vcvt.i32.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Converts 64-bit integers to binary32. */
  readonly 'vcvt.i64.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Converts 32-bit integers to binary16. */
  readonly 'vcvt.i32.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Converts 64-bit integers to binary16. */
  readonly 'vcvt.i64.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Converts binary32 to 32-bit integers. */
  readonly 'vcvt.f32.i32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Converts binary32 to 64-bit integers. */
  readonly 'vcvt.f32.i64': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Converts binary16 to 32-bit integers. */
  readonly 'vcvt.f16.i32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Converts binary16 to 64-bit integers. */
  readonly 'vcvt.f16.i64': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Narrows integers. */
  readonly 'vcvt.i64.i32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Widens integers. */
  readonly 'vcvt.i32.i64': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Converts bytes to binary32. */
  readonly 'vcvt.u8.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Converts bytes to binary16. */
  readonly 'vcvt.u8.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Converts binary32 to bytes. */
  readonly 'vcvt.f32.u8': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Converts binary16 to bytes. */
  readonly 'vcvt.f16.u8': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Widens signed bytes. */
  readonly 'vcvt.i8.i32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Widens bytes. */
  readonly 'vcvt.u8.i32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Widens 16-bit integers. */
  readonly 'vcvt.i16.i32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Widens unsigned 16-bit integers. */
  readonly 'vcvt.u16.i32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Narrows integers to bytes. */
  readonly 'vcvt.i32.u8': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Narrows integers to 16 bits. */
  readonly 'vcvt.i32.u16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Widens unsigned 32-bit integers. */
  readonly 'vcvt.u32.i64': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Converts floats of 8 bits to binary32. */
  readonly 'vcvt.small.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
    readonly format?: 'f8e4m3fn' | 'f8e4m3fnuz' | 'f8e5m2' | 'f8e5m2fnuz' | 'f8e8m0' | undefined;
    readonly saturate?: boolean | undefined;
  };
  /** Converts binary32 to floats of 8 bits. */
  readonly 'vcvt.f32.small': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
    readonly format?: 'f8e4m3fn' | 'f8e4m3fnuz' | 'f8e5m2' | 'f8e5m2fnuz' | 'f8e8m0' | undefined;
    readonly saturate?: boolean | undefined;
  };
  /** Converts bfloat16 to binary32. */
  readonly 'vcvt.bf16.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
    readonly format?: 'f8e4m3fn' | 'f8e4m3fnuz' | 'f8e5m2' | 'f8e5m2fnuz' | 'f8e8m0' | undefined;
    readonly saturate?: boolean | undefined;
  };
  /** Converts binary32 to bfloat16. */
  readonly 'vcvt.f32.bf16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
    readonly format?: 'f8e4m3fn' | 'f8e4m3fnuz' | 'f8e5m2' | 'f8e5m2fnuz' | 'f8e8m0' | undefined;
    readonly saturate?: boolean | undefined;
  };
  /** Takes the sign. */
  readonly 'v1.sign.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the sign. */
  readonly 'v1.sign.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Rounds down. */
  readonly 'v1.floor.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Rounds down. */
  readonly 'v1.floor.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Rounds up. */
  readonly 'v1.ceil.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Rounds up. */
  readonly 'v1.ceil.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Rounds to the nearest integer. */
  readonly 'v1.round.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Rounds to the nearest integer. */
  readonly 'v1.round.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the sine. */
  readonly 'v1.sin.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the sine. */
  readonly 'v1.sin.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the cosine. */
  readonly 'v1.cos.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the cosine. */
  readonly 'v1.cos.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the tangent. */
  readonly 'v1.tan.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the tangent. */
  readonly 'v1.tan.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the inverse sine. */
  readonly 'v1.asin.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the inverse sine. */
  readonly 'v1.asin.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the inverse cosine. */
  readonly 'v1.acos.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the inverse cosine. */
  readonly 'v1.acos.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the inverse tangent. */
  readonly 'v1.atan.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the inverse tangent. */
  readonly 'v1.atan.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the hyperbolic sine. */
  readonly 'v1.sinh.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the hyperbolic sine. */
  readonly 'v1.sinh.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the hyperbolic cosine. */
  readonly 'v1.cosh.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the hyperbolic cosine. */
  readonly 'v1.cosh.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the inverse hyperbolic sine. */
  readonly 'v1.asinh.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the inverse hyperbolic sine. */
  readonly 'v1.asinh.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the inverse hyperbolic cosine. */
  readonly 'v1.acosh.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the inverse hyperbolic cosine. */
  readonly 'v1.acosh.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the inverse hyperbolic tangent. */
  readonly 'v1.atanh.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the inverse hyperbolic tangent. */
  readonly 'v1.atanh.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the softplus function. */
  readonly 'v1.softplus.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the softplus function. */
  readonly 'v1.softplus.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the softsign function. */
  readonly 'v1.softsign.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the softsign function. */
  readonly 'v1.softsign.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the mish function. */
  readonly 'v1.mish.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the mish function. */
  readonly 'v1.mish.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the hard swish function. */
  readonly 'v1.hard_swish.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the hard swish function. */
  readonly 'v1.hard_swish.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the SiLU function. */
  readonly 'v1.silu.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the SiLU function. */
  readonly 'v1.silu.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the GELU function. */
  readonly 'v1.gelu.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the GELU function. */
  readonly 'v1.gelu.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the GELU function by its tanh formula. */
  readonly 'v1.gelu_tanh.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the GELU function by its tanh formula. */
  readonly 'v1.gelu_tanh.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Rectifies with a slope below zero. */
  readonly 'vp.leaky_relu.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly p_high: number;
    readonly p_low: number;
    readonly q_high: number;
    readonly q_low: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Rectifies with a slope below zero. */
  readonly 'vp.leaky_relu.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly p_high: number;
    readonly p_low: number;
    readonly q_high: number;
    readonly q_low: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the hard sigmoid function. */
  readonly 'vp.hard_sigmoid.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly p_high: number;
    readonly p_low: number;
    readonly q_high: number;
    readonly q_low: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the hard sigmoid function. */
  readonly 'vp.hard_sigmoid.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly p_high: number;
    readonly p_low: number;
    readonly q_high: number;
    readonly q_low: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Rectifies above a threshold. */
  readonly 'vp.thresholded_relu.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly p_high: number;
    readonly p_low: number;
    readonly q_high: number;
    readonly q_low: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Rectifies above a threshold. */
  readonly 'vp.thresholded_relu.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly p_high: number;
    readonly p_low: number;
    readonly q_high: number;
    readonly q_low: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the ELU function. */
  readonly 'vp.elu.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly p_high: number;
    readonly p_low: number;
    readonly q_high: number;
    readonly q_low: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the ELU function. */
  readonly 'vp.elu.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly p_high: number;
    readonly p_low: number;
    readonly q_high: number;
    readonly q_low: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the CELU function. */
  readonly 'vp.celu.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly p_high: number;
    readonly p_low: number;
    readonly q_high: number;
    readonly q_low: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the CELU function. */
  readonly 'vp.celu.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly p_high: number;
    readonly p_low: number;
    readonly q_high: number;
    readonly q_low: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the SELU function. */
  readonly 'vp.selu.f16': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly p_high: number;
    readonly p_low: number;
    readonly q_high: number;
    readonly q_low: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Takes the SELU function. */
  readonly 'vp.selu.f32': {
    readonly dst: number;
    readonly src: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly src_stride: number;
    readonly p_high: number;
    readonly p_low: number;
    readonly q_high: number;
    readonly q_low: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Raises to a power. */
  readonly 'v2.pow.f16': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Raises to a power. */
  readonly 'v2.pow.f32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Remainder with the sign of the dividend. */
  readonly 'v2.fmod.f16': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Remainder with the sign of the dividend. */
  readonly 'v2.fmod.f32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Remainder with the sign of the divisor. */
  readonly 'v2.mod.f16': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Remainder with the sign of the divisor. */
  readonly 'v2.mod.f32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Rectifies with a slope below zero. */
  readonly 'v2.prelu.f16': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Rectifies with a slope below zero. */
  readonly 'v2.prelu.f32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Compares for equality. */
  readonly 'vcmp.eq.f16': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Compares for equality. */
  readonly 'vcmp.eq.f32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Compares for equality. */
  readonly 'vcmp.eq.i32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Compares for equality. */
  readonly 'vcmp.eq.i64': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Compares for equality. */
  readonly 'vcmp.eq.u8': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Compares for less. */
  readonly 'vcmp.lt.f16': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Compares for less. */
  readonly 'vcmp.lt.f32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Compares for less. */
  readonly 'vcmp.lt.i32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Compares for less. */
  readonly 'vcmp.lt.i64': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Compares for less. */
  readonly 'vcmp.lt.u8': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Compares for less or equal. */
  readonly 'vcmp.le.f16': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Compares for less or equal. */
  readonly 'vcmp.le.f32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Compares for less or equal. */
  readonly 'vcmp.le.i32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Compares for less or equal. */
  readonly 'vcmp.le.i64': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Compares for less or equal. */
  readonly 'vcmp.le.u8': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Selects elements of 1 bytes. */
  readonly 'vsel.1': {
    readonly dst: number;
    readonly c: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly c_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly c_broadcast?: boolean | undefined;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Selects elements of 2 bytes. */
  readonly 'vsel.2': {
    readonly dst: number;
    readonly c: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly c_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly c_broadcast?: boolean | undefined;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Selects elements of 4 bytes. */
  readonly 'vsel.4': {
    readonly dst: number;
    readonly c: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly c_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly c_broadcast?: boolean | undefined;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Selects elements of 8 bytes. */
  readonly 'vsel.8': {
    readonly dst: number;
    readonly c: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly c_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly c_broadcast?: boolean | undefined;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Takes bits set in both. */
  readonly 'v2.and.u8': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Takes bits set in either. */
  readonly 'v2.or.u8': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Takes bits set in exactly one. */
  readonly 'v2.xor.u8': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Adds integers. */
  readonly 'v2.add.i32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Adds integers. */
  readonly 'v2.add.i64': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Subtracts integers. */
  readonly 'v2.sub.i32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Subtracts integers. */
  readonly 'v2.sub.i64': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Multiplies integers. */
  readonly 'v2.mul.i32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Multiplies integers. */
  readonly 'v2.mul.i64': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Divides integers, rounding towards zero. */
  readonly 'v2.div.i32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Divides integers, rounding towards zero. */
  readonly 'v2.div.i64': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Remainder of integers with the sign of the dividend. */
  readonly 'v2.fmod.i32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Remainder of integers with the sign of the dividend. */
  readonly 'v2.fmod.i64': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Remainder of integers with the sign of the divisor. */
  readonly 'v2.mod.i32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Remainder of integers with the sign of the divisor. */
  readonly 'v2.mod.i64': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Larger integer of two. */
  readonly 'v2.max.i32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Larger integer of two. */
  readonly 'v2.max.i64': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Smaller integer of two. */
  readonly 'v2.min.i32': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Smaller integer of two. */
  readonly 'v2.min.i64': {
    readonly dst: number;
    readonly a: number;
    readonly b: number;
    readonly rows: number;
    readonly cols: number;
    readonly dst_stride: number;
    readonly a_stride: number;
    readonly b_stride: number;
    readonly a_broadcast?: boolean | undefined;
    readonly b_broadcast?: boolean | undefined;
  };
  /** Adds up along an axis. */
  readonly 'vscan.sum.f32': {
    readonly dst: number;
    readonly acc: number;
    readonly src: number;
    readonly n: number;
    readonly r: number;
    readonly dst_stride_n: number;
    readonly dst_stride_r: number;
    readonly src_stride_n: number;
    readonly src_stride_r: number;
    readonly exclusive?: boolean | undefined;
  };
  /** Multiplies up along an axis. */
  readonly 'vscan.prod.f32': {
    readonly dst: number;
    readonly acc: number;
    readonly src: number;
    readonly n: number;
    readonly r: number;
    readonly dst_stride_n: number;
    readonly dst_stride_r: number;
    readonly src_stride_n: number;
    readonly src_stride_r: number;
    readonly exclusive?: boolean | undefined;
  };
  /** Sums along an axis. */
  readonly 'vred.sum.f32': {
    readonly dst: number;
    readonly src: number;
    readonly n: number;
    readonly r: number;
    readonly src_stride_n: number;
    readonly src_stride_r: number;
    readonly accumulate?: boolean | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
    readonly src_type?: 'f32' | 'f16' | undefined;
  };
  /** Finds the largest along an axis. */
  readonly 'vred.max.f32': {
    readonly dst: number;
    readonly src: number;
    readonly n: number;
    readonly r: number;
    readonly src_stride_n: number;
    readonly src_stride_r: number;
    readonly accumulate?: boolean | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
    readonly src_type?: 'f32' | 'f16' | undefined;
  };
  /** Finds the smallest along an axis. */
  readonly 'vred.min.f32': {
    readonly dst: number;
    readonly src: number;
    readonly n: number;
    readonly r: number;
    readonly src_stride_n: number;
    readonly src_stride_r: number;
    readonly accumulate?: boolean | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
    readonly src_type?: 'f32' | 'f16' | undefined;
  };
  /** Multiplies along an axis. */
  readonly 'vred.prod.f32': {
    readonly dst: number;
    readonly src: number;
    readonly n: number;
    readonly r: number;
    readonly src_stride_n: number;
    readonly src_stride_r: number;
    readonly accumulate?: boolean | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
    readonly src_type?: 'f32' | 'f16' | undefined;
  };
  /** Gathers elements of 2 bytes. */
  readonly 'vgather.2': {
    readonly dst: number;
    readonly src: number;
    readonly idx: number;
    readonly n: number;
    readonly limit: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Gathers elements of 4 bytes. */
  readonly 'vgather.4': {
    readonly dst: number;
    readonly src: number;
    readonly idx: number;
    readonly n: number;
    readonly limit: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Gathers elements of 8 bytes. */
  readonly 'vgather.8': {
    readonly dst: number;
    readonly src: number;
    readonly idx: number;
    readonly n: number;
    readonly limit: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Fills with a bit pattern. */
  readonly 'vfill.f16': {
    readonly dst: number;
    readonly rows: number;
    readonly cols: number;
    readonly stride: number;
    readonly value: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
  };
  /** Fills with a bit pattern. */
  readonly 'vfill.f32': {
    readonly dst: number;
    readonly rows: number;
    readonly cols: number;
    readonly stride: number;
    readonly value: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
  };
  /** Divides by a scalar register. */
  readonly 'vdivr.f32': {
    readonly dst: number;
    readonly src: number;
    readonly n: number;
    readonly divisor: number;
    readonly dst_space?: 'sram' | 'acc' | undefined;
    readonly src_space?: 'sram' | 'acc' | undefined;
  };
  /** Gathers and reduces table rows of f32. */
  readonly 'egather.f32': {
    readonly acc: number;
    readonly table: number;
    readonly table_rows: number;
    readonly row_bytes: number;
    readonly d: number;
    readonly idx: number;
    readonly n: number;
    readonly weights: number;
    readonly idx_type?: 'i32' | 'i64' | undefined;
    readonly weighted?: boolean | undefined;
    readonly weight_type?: 'f32' | 'f16' | undefined;
    readonly mode?: 'sum' | 'max' | undefined;
  };
  /** Gathers and reduces table rows of f16. */
  readonly 'egather.f16': {
    readonly acc: number;
    readonly table: number;
    readonly table_rows: number;
    readonly row_bytes: number;
    readonly d: number;
    readonly idx: number;
    readonly n: number;
    readonly weights: number;
    readonly idx_type?: 'i32' | 'i64' | undefined;
    readonly weighted?: boolean | undefined;
    readonly weight_type?: 'f32' | 'f16' | undefined;
    readonly mode?: 'sum' | 'max' | undefined;
  };
  /** Gathers and reduces rows of integers of 8 bits, unsigned, that carry their own scale and bias, in binary16. */
  readonly 'egather.u8': {
    readonly acc: number;
    readonly table: number;
    readonly table_rows: number;
    readonly row_bytes: number;
    readonly d: number;
    readonly idx: number;
    readonly n: number;
    readonly weights: number;
    readonly params: number;
    readonly idx_type?: 'i32' | 'i64' | undefined;
    readonly weighted?: boolean | undefined;
    readonly weight_type?: 'f32' | 'f16' | undefined;
    readonly mode?: 'sum' | 'max' | undefined;
    readonly params_type?: 'f32' | 'f16' | undefined;
    readonly alternate?: boolean | undefined;
  };
  /** Gathers and reduces rows of integers of 8 bits, signed, that carry their own scale and bias, in binary16. */
  readonly 'egather.i8': {
    readonly acc: number;
    readonly table: number;
    readonly table_rows: number;
    readonly row_bytes: number;
    readonly d: number;
    readonly idx: number;
    readonly n: number;
    readonly weights: number;
    readonly params: number;
    readonly idx_type?: 'i32' | 'i64' | undefined;
    readonly weighted?: boolean | undefined;
    readonly weight_type?: 'f32' | 'f16' | undefined;
    readonly mode?: 'sum' | 'max' | undefined;
    readonly params_type?: 'f32' | 'f16' | undefined;
    readonly alternate?: boolean | undefined;
  };
  /** Gathers and reduces rows of integers of 4 bits, unsigned, that carry their own scale and bias, in binary16. */
  readonly 'egather.u4': {
    readonly acc: number;
    readonly table: number;
    readonly table_rows: number;
    readonly row_bytes: number;
    readonly d: number;
    readonly idx: number;
    readonly n: number;
    readonly weights: number;
    readonly params: number;
    readonly idx_type?: 'i32' | 'i64' | undefined;
    readonly weighted?: boolean | undefined;
    readonly weight_type?: 'f32' | 'f16' | undefined;
    readonly mode?: 'sum' | 'max' | undefined;
    readonly params_type?: 'f32' | 'f16' | undefined;
    readonly alternate?: boolean | undefined;
  };
  /** Gathers and reduces rows of integers of 4 bits, signed, that carry their own scale and bias, in binary16. */
  readonly 'egather.i4': {
    readonly acc: number;
    readonly table: number;
    readonly table_rows: number;
    readonly row_bytes: number;
    readonly d: number;
    readonly idx: number;
    readonly n: number;
    readonly weights: number;
    readonly params: number;
    readonly idx_type?: 'i32' | 'i64' | undefined;
    readonly weighted?: boolean | undefined;
    readonly weight_type?: 'f32' | 'f16' | undefined;
    readonly mode?: 'sum' | 'max' | undefined;
    readonly params_type?: 'f32' | 'f16' | undefined;
    readonly alternate?: boolean | undefined;
  };
  /** Copies table rows. */
  readonly 'erow.ld': {
    readonly dst: number;
    readonly table: number;
    readonly table_rows: number;
    readonly row_bytes: number;
    readonly bytes: number;
    readonly idx: number;
    readonly n: number;
    readonly dst_stride: number;
    readonly idx_type?: 'i32' | 'i64' | undefined;
  };
  /** Writes table rows. */
  readonly 'erow.st': {
    readonly table: number;
    readonly src: number;
    readonly table_rows: number;
    readonly row_bytes: number;
    readonly bytes: number;
    readonly idx: number;
    readonly n: number;
    readonly src_stride: number;
    readonly idx_type?: 'i32' | 'i64' | undefined;
  };
}
