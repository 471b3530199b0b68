package dev.tidegate.lua.compiler;

import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.compiler.Expression.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Prototype;

/**
 * Reads a chunk and makes its code in one pass (Lua 5.2 manual, 3; {@code lparser.c}). What it
 * makes is, instruction for instruction, what stock Lua's compiler makes.
 *
 * <p>Longer than a usual class, because it is the whole grammar: a method a rule.
 */
public final class Parser {

  /** How deep constructs may be nested (Lua 5.2 {@code LUAI_MAXCCALLS}). */
  private static final int DEEPEST = 200;

  private static final String ENVIRONMENT = "_ENV";

  private final Lexer lexer;
  private final LuaString source;
  private final List<Label> labels = new ArrayList<>();

  /** The jumps whose label has not been found yet. */
  private final List<Label> gotos = new ArrayList<>();

  private FunctionCode code;
  private int depth;

  private Parser(String chunk, LuaString source, byte[] text, Runnable checkpoint) {
    this.lexer = new Lexer(chunk, text, checkpoint);
    this.source = source;
    this.code = new FunctionCode(null, lexer, 0);
  }

  /**
   * Compiles a chunk.
   *
   * @param chunk its name as messages show it, a byte a character
   * @param source what its functions have as their source
   * @param checkpoint is run now and then, and may suspend the calling fiber
   * @throws ScriptError with the message of stock Lua when the text is no chunk
   */
  public static Prototype parse(String chunk, LuaString source, byte[] text, Runnable checkpoint) {
    return new Parser(chunk, source, text, checkpoint).chunk();
  }

  private Prototype chunk() {
    enterBlock(false);
    code.vararg = true;
    code.capture(ENVIRONMENT, true, 0);
    lexer.next();
    statements();
    require(Token.END_OF_TEXT);
    return leaveFunction();
  }

  private Prototype leaveFunction() {
    code.emitReturn(0, 0);
    leaveBlock();
    return code.finish(source);
  }

  // Tokens ----------------------------------------------------------------------------------------

  private boolean accept(int token) {
    if (lexer.token != token) {
      return false;
    }
    lexer.next();
    return true;
  }

  private void require(int token) {
    if (lexer.token != token) {
      throw lexer.syntaxError(Token.text(token) + " expected");
    }
  }

  private void expect(int token) {
    require(token);
    lexer.next();
  }

  /** Expects what ends a construct that began on that line with the other token. */
  private void expectEnd(int token, int begin, int line) {
    if (lexer.token != token && line != lexer.line) {
      throw lexer.syntaxError(
          Token.text(token)
              + " expected (to close "
              + Token.text(begin)
              + " at line "
              + line
              + ")");
    }
    expect(token);
  }

  private String expectName() {
    require(Token.NAME);
    String name = lexer.text;
    lexer.next();
    return name;
  }

  private void enterLevel() {
    code.limit(++depth, DEEPEST, "C levels");
  }

  private void leaveLevel() {
    depth--;
  }

  // Variables -------------------------------------------------------------------------------------

  private Expression constant(String text) {
    return new Expression(Kind.CONSTANT, code.stringConstant(text));
  }

  private void variable(Expression e) {
    String name = expectName();
    if (!find(code, name, e, true)) {
      find(code, ENVIRONMENT, e, true);
      code.index(e, constant(name));
    }
  }

  /** Finds a variable in a function or in those around it. */
  private static boolean find(
      @Nullable FunctionCode function, String name, Expression e, boolean innermost) {
    if (function == null) {
      return false;
    }
    int register = function.findVariable(name);
    if (register >= 0) {
      e.set(Kind.LOCAL, register);
      if (!innermost) {
        markCaptured(function, register);
      }
      return true;
    }
    int index = function.findUpvalue(name);
    if (index < 0) {
      if (!find(function.outer, name, e, false)) {
        return false;
      }
      index = function.capture(name, e.kind == Kind.LOCAL, e.info);
    }
    e.set(Kind.UPVALUE, index);
    return true;
  }

  private static void markCaptured(FunctionCode function, int register) {
    Block block = function.block;
    while (block != null && block.variables > register) {
      block = block.outer;
    }
    if (block != null) {
      block.captured = true;
    }
  }

  private void adjust(int variables, int values, Expression last) {
    int missing = variables - values;
    if (last.isMultiple()) {
      int wanted = Math.max(missing + 1, 0);
      code.setResults(last, wanted);
      if (wanted > 1) {
        code.reserve(wanted - 1);
      }
      return;
    }
    if (last.kind != Kind.VOID) {
      code.toNextRegister(last);
    }
    if (missing > 0) {
      int first = code.freeRegister;
      code.reserve(missing);
      code.emitNil(first, missing);
    }
  }

  // Blocks, labels and jumps to them --------------------------------------------------------------

  private Block block() {
    Block block = code.block;
    if (block == null) {
      throw new IllegalStateException("outside of all blocks");
    }
    return block;
  }

  private void enterBlock(boolean loop) {
    code.block = new Block(code.block, loop, code.variables, labels.size(), gotos.size());
  }

  private void leaveBlock() {
    Block block = block();
    if (block.outer != null && block.captured) {
      int jump = code.emitJump();
      code.patchClose(jump, block.variables);
      code.patchToHere(jump);
    }
    if (block.loop) {
      labels.add(new Label(Label.BREAK, 0, code.pc, code.variables));
      resolve(labels.getLast());
    }
    code.block = block.outer;
    code.deactivate(block.variables);
    code.freeRegister = code.variables;
    labels.subList(block.firstLabel, labels.size()).clear();
    if (block.outer != null) {
      moveOut(block);
    } else if (block.firstGoto < gotos.size()) {
      throw unresolved(gotos.get(block.firstGoto));
    }
  }

  private ScriptError unresolved(Label jump) {
    return lexer.semanticError(
        jump.name.equals(Label.BREAK)
            ? "<break> at line " + jump.line + " not inside a loop"
            : "no visible label '" + jump.name + "' for <goto> at line " + jump.line);
  }

  /** Lets jumps out of a block be jumps of the one around it. */
  private void moveOut(Block block) {
    int i = block.firstGoto;
    while (i < gotos.size()) {
      Label jump = gotos.get(i);
      if (jump.variables > block.variables) {
        if (block.captured) {
          code.patchClose(jump.pc, block.variables);
        }
        jump.variables = block.variables;
      }
      if (!resolve(i)) {
        i++;
      }
    }
  }

  /** Looks for the label of a jump among those of the block. */
  private boolean resolve(int jump) {
    Block block = block();
    Label from = gotos.get(jump);
    for (int i = block.firstLabel; i < labels.size(); i++) {
      lexer.step();
      Label label = labels.get(i);
      if (label.name.equals(from.name)) {
        if (from.variables > label.variables
            && (block.captured || labels.size() > block.firstLabel)) {
          code.patchClose(from.pc, label.variables);
        }
        connect(jump, label);
        return true;
      }
    }
    return false;
  }

  /** Looks for the block's jumps to a label. */
  private void resolve(Label label) {
    int first = block().firstGoto;
    int kept = first;
    for (int i = first; i < gotos.size(); i++) {
      lexer.step();
      Label jump = gotos.get(i);
      if (jump.name.equals(label.name)) {
        patch(jump, label);
      } else {
        gotos.set(kept++, jump);
      }
    }
    gotos.subList(kept, gotos.size()).clear();
  }

  private void connect(int jump, Label label) {
    patch(gotos.get(jump), label);
    gotos.remove(jump);
  }

  private void patch(Label jump, Label label) {
    if (jump.variables < label.variables) {
      throw lexer.semanticError(
          "<goto "
              + jump.name
              + "> at line "
              + jump.line
              + " jumps into the scope of local '"
              + code.variableName(jump.variables)
              + "'");
    }
    code.patchTo(jump.pc, label.pc);
  }

  // Expressions -----------------------------------------------------------------------------------

  private void field(Expression e) {
    code.prepareIndexed(e);
    lexer.next();
    code.index(e, constant(expectName()));
  }

  private void bracketed(Expression key) {
    lexer.next();
    expression(key);
    code.toValue(key);
    expect(']');
  }

  /** A table constructor that is being compiled. */
  private static final class Constructor {

    private final Expression table;
    private final Expression item = new Expression();
    private int fields;
    private int items;
    private int toStore;

    private Constructor(Expression table) {
      this.table = table;
    }
  }

  private void constructor(Expression e) {
    int line = lexer.line;
    int at = code.emit(Lua.OP_NEWTABLE, 0, 0, 0);
    Constructor constructor = new Constructor(e);
    e.set(Kind.OPEN, at);
    code.toNextRegister(e);
    expect('{');
    do {
      if (lexer.token == '}') {
        break;
      }
      storeItems(constructor);
      switch (lexer.token) {
        case Token.NAME -> {
          if (lexer.peek() == '=') {
            namedItem(constructor);
          } else {
            listItem(constructor);
          }
        }
        case '[' -> namedItem(constructor);
        default -> listItem(constructor);
      }
    } while (accept(',') || accept(';'));
    expectEnd('}', '{', line);
    storeLastItems(constructor);
    code.setB(at, floatingByte(constructor.items));
    code.setC(at, floatingByte(constructor.fields));
  }

  private void namedItem(Constructor constructor) {
    int register = code.freeRegister;
    Expression key;
    if (lexer.token == Token.NAME) {
      key = constant(expectName());
    } else {
      key = new Expression();
      bracketed(key);
    }
    constructor.fields++;
    expect('=');
    int keyOperand = code.toOperand(key);
    Expression value = new Expression();
    expression(value);
    code.emit(Lua.OP_SETTABLE, constructor.table.info, keyOperand, code.toOperand(value));
    code.freeRegister = register;
  }

  private void listItem(Constructor constructor) {
    expression(constructor.item);
    constructor.items++;
    constructor.toStore++;
  }

  private void storeItems(Constructor constructor) {
    if (constructor.item.kind == Kind.VOID) {
      return;
    }
    code.toNextRegister(constructor.item);
    constructor.item.kind = Kind.VOID;
    if (constructor.toStore == Lua.LFIELDS_PER_FLUSH) {
      code.emitList(constructor.table.info, constructor.items, constructor.toStore);
      constructor.toStore = 0;
    }
  }

  private void storeLastItems(Constructor constructor) {
    if (constructor.toStore == 0) {
      return;
    }
    if (constructor.item.isMultiple()) {
      code.setResults(constructor.item, FunctionCode.MULTIPLE);
      code.emitList(constructor.table.info, constructor.items, FunctionCode.MULTIPLE);
      constructor.items--;
      return;
    }
    if (constructor.item.kind != Kind.VOID) {
      code.toNextRegister(constructor.item);
    }
    code.emitList(constructor.table.info, constructor.items, constructor.toStore);
  }

  /** Encodes a size as a "floating point byte" (eeeeexxx), rounded up. */
  private static int floatingByte(int size) {
    int exponent = 0;
    int mantissa = size;
    while (mantissa >= 16) {
      mantissa = (mantissa + 1) >> 1;
      exponent++;
    }
    return mantissa < 8 ? mantissa : ((exponent + 1) << 3) | (mantissa - 8);
  }

  private void parameters() {
    int count = 0;
    if (lexer.token != ')') {
      do {
        if (lexer.token == Token.NAME) {
          code.declare(expectName());
          count++;
        } else if (accept(Token.DOTS)) {
          code.vararg = true;
        } else {
          throw lexer.syntaxError("<name> or '...' expected");
        }
      } while (!code.vararg && accept(','));
    }
    code.activate(count);
    code.parameters = code.variables;
    code.reserve(code.variables);
  }

  private void body(Expression e, boolean method, int line) {
    FunctionCode outer = code;
    code = new FunctionCode(outer, lexer, line);
    enterBlock(false);
    expect('(');
    if (method) {
      code.declare("self");
      code.activate(1);
    }
    parameters();
    expect(')');
    statements();
    code.lastLineDefined = lexer.line;
    expectEnd(Token.END, Token.FUNCTION, line);
    Prototype function = leaveFunction();
    code = outer;
    e.set(Kind.OPEN, code.emitLong(Lua.OP_CLOSURE, 0, code.add(function)));
    code.toNextRegister(e);
  }

  private int expressions(Expression last) {
    int count = 1;
    expression(last);
    while (accept(',')) {
      code.toNextRegister(last);
      expression(last);
      count++;
    }
    return count;
  }

  private void arguments(Expression function, int line) {
    Expression last = new Expression();
    switch (lexer.token) {
      case '(' -> {
        lexer.next();
        if (lexer.token != ')') {
          expressions(last);
          code.setResults(last, FunctionCode.MULTIPLE);
        }
        expectEnd(')', '(', line);
      }
      case '{' -> constructor(last);
      case Token.STRING -> {
        last.set(Kind.CONSTANT, code.stringConstant(lexer.text));
        lexer.next();
      }
      default -> throw lexer.syntaxError("function arguments expected");
    }
    int base = function.info;
    int count;
    if (last.isMultiple()) {
      count = FunctionCode.MULTIPLE;
    } else {
      if (last.kind != Kind.VOID) {
        code.toNextRegister(last);
      }
      count = code.freeRegister - (base + 1);
    }
    function.set(Kind.CALL, code.emit(Lua.OP_CALL, base, count + 1, 2));
    code.fixLine(line);
    code.freeRegister = base + 1;
  }

  private void primary(Expression e) {
    switch (lexer.token) {
      case Token.NAME -> variable(e);
      case '(' -> {
        int line = lexer.line;
        lexer.next();
        expression(e);
        expectEnd(')', '(', line);
        code.discharge(e);
      }
      default -> throw lexer.syntaxError("unexpected symbol");
    }
  }

  private void suffixed(Expression e) {
    int line = lexer.line;
    primary(e);
    while (true) {
      switch (lexer.token) {
        case '.' -> field(e);
        case '[' -> {
          code.prepareIndexed(e);
          Expression key = new Expression();
          bracketed(key);
          code.index(e, key);
        }
        case ':' -> {
          lexer.next();
          code.method(e, constant(expectName()));
          arguments(e, line);
        }
        case '(', Token.STRING, '{' -> {
          code.toNextRegister(e);
          arguments(e, line);
        }
        default -> {
          return;
        }
      }
    }
  }

  private void simple(Expression e) {
    switch (lexer.token) {
      case Token.NUMBER -> {
        e.set(Kind.NUMERAL, 0);
        e.number = lexer.number;
      }
      case Token.STRING -> e.set(Kind.CONSTANT, code.stringConstant(lexer.text));
      case Token.NIL -> e.set(Kind.NIL, 0);
      case Token.TRUE -> e.set(Kind.TRUE, 0);
      case Token.FALSE -> e.set(Kind.FALSE, 0);
      case Token.DOTS -> {
        if (!code.vararg) {
          throw lexer.syntaxError("cannot use '...' outside a vararg function");
        }
        e.set(Kind.VARARG, code.emit(Lua.OP_VARARG, 0, 1, 0));
      }
      case '{' -> {
        constructor(e);
        return;
      }
      case Token.FUNCTION -> {
        lexer.next();
        body(e, false, lexer.line);
        return;
      }
      default -> {
        suffixed(e);
        return;
      }
    }
    lexer.next();
  }

  private void expression(Expression e) {
    expression(e, 0);
  }

  /** Reads operators whose priority is above the limit, and gives the first one that is not. */
  private @Nullable Binary expression(Expression e, int limit) {
    enterLevel();
    int token = lexer.token;
    int line = lexer.line;
    if (token == Token.NOT || token == '-' || token == '#') {
      lexer.next();
      expression(e, Binary.UNARY_PRIORITY);
      switch (token) {
        case Token.NOT -> code.not(e);
        case '-' -> code.negate(e, line);
        default -> code.length(e, line);
      }
    } else {
      simple(e);
    }
    Binary operator = Binary.of(lexer.token);
    while (operator != null && operator.left > limit) {
      int operatorLine = lexer.line;
      lexer.next();
      code.leftOperand(operator, e);
      Expression right = new Expression();
      Binary next = expression(right, operator.right);
      code.binary(operator, e, right, operatorLine);
      operator = next;
    }
    leaveLevel();
    return operator;
  }

  // Statements ------------------------------------------------------------------------------------

  private boolean atBlockEnd(boolean withUntil) {
    return switch (lexer.token) {
      case Token.ELSE, Token.ELSEIF, Token.END, Token.END_OF_TEXT -> true;
      case Token.UNTIL -> withUntil;
      default -> false;
    };
  }

  private void statements() {
    while (!atBlockEnd(true)) {
      boolean last = lexer.token == Token.RETURN;
      statement();
      if (last) {
        return;
      }
    }
  }

  private void ownBlock() {
    enterBlock(false);
    statements();
    leaveBlock();
  }

  private void statement() {
    int line = lexer.line;
    enterLevel();
    switch (lexer.token) {
      case ';' -> lexer.next();
      case Token.IF -> ifStatement(line);
      case Token.WHILE -> whileStatement(line);
      case Token.DO -> {
        lexer.next();
        ownBlock();
        expectEnd(Token.END, Token.DO, line);
      }
      case Token.FOR -> forStatement(line);
      case Token.REPEAT -> repeatStatement(line);
      case Token.FUNCTION -> functionStatement(line);
      case Token.LOCAL -> {
        lexer.next();
        if (accept(Token.FUNCTION)) {
          localFunction();
        } else {
          localStatement();
        }
      }
      case Token.DOUBLE_COLON -> {
        lexer.next();
        labelStatement(expectName(), line);
      }
      case Token.RETURN -> {
        lexer.next();
        returnStatement();
      }
      case Token.BREAK, Token.GOTO -> gotoStatement(code.emitJump());
      default -> expressionStatement();
    }
    code.freeRegister = code.variables;
    leaveLevel();
  }

  /** The targets of an assignment so far, the last one first. */
  private record Targets(@Nullable Targets before, Expression target) {}

  /** Keeps the old value of a variable that is assigned to and used in targets before. */
  private void keepUsed(Targets targets, Expression variable) {
    int extra = code.freeRegister;
    boolean used = false;
    boolean upvalue = variable.kind == Kind.UPVALUE;
    for (Targets at = targets; at != null; at = at.before) {
      Expression target = at.target;
      if (target.kind != Kind.INDEXED) {
        continue;
      }
      if (target.ofUpvalue == upvalue && target.table == variable.info) {
        used = true;
        target.ofUpvalue = false;
        target.table = extra;
      }
      if (!upvalue && target.key == variable.info) {
        used = true;
        target.key = extra;
      }
    }
    if (used) {
      code.emit(upvalue ? Lua.OP_GETUPVAL : Lua.OP_MOVE, extra, variable.info, 0);
      code.reserve(1);
    }
  }

  private void assignment(Targets targets, int count) {
    if (!targets.target.isVariable()) {
      throw lexer.syntaxError("syntax error");
    }
    Expression value = new Expression();
    if (accept(',')) {
      Expression next = new Expression();
      suffixed(next);
      if (next.kind == Kind.LOCAL || next.kind == Kind.UPVALUE) {
        keepUsed(targets, next);
      }
      code.limit(count + depth, DEEPEST, "C levels");
      assignment(new Targets(targets, next), count + 1);
    } else {
      expect('=');
      int values = expressions(value);
      if (values == count) {
        code.setOneResult(value);
        code.store(targets.target, value);
        return;
      }
      adjust(count, values, value);
      if (values > count) {
        code.freeRegister -= values - count;
      }
    }
    value.set(Kind.REGISTER, code.freeRegister - 1);
    code.store(targets.target, value);
  }

  private int condition() {
    Expression e = new Expression();
    expression(e);
    if (e.kind == Kind.NIL) {
      e.kind = Kind.FALSE;
    }
    code.goIfTrue(e);
    return e.whenFalse;
  }

  private void gotoStatement(int jump) {
    int line = lexer.line;
    String name;
    if (accept(Token.GOTO)) {
      name = expectName();
    } else {
      lexer.next();
      name = Label.BREAK;
    }
    gotos.add(new Label(name, line, jump, code.variables));
    resolve(gotos.size() - 1);
  }

  private void skipEmptyStatements() {
    while (lexer.token == ';' || lexer.token == Token.DOUBLE_COLON) {
      statement();
    }
  }

  private void labelStatement(String name, int line) {
    for (int i = block().firstLabel; i < labels.size(); i++) {
      lexer.step();
      if (labels.get(i).name.equals(name)) {
        throw lexer.semanticError(
            "label '" + name + "' already defined on line " + labels.get(i).line);
      }
    }
    expect(Token.DOUBLE_COLON);
    Label label = new Label(name, line, code.here(), code.variables);
    labels.add(label);
    skipEmptyStatements();
    if (atBlockEnd(false)) {
      // The block's variables are out of scope already.
      label.variables = block().variables;
    }
    resolve(label);
  }

  private void whileStatement(int line) {
    lexer.next();
    int begin = code.here();
    int exit = condition();
    enterBlock(true);
    expect(Token.DO);
    ownBlock();
    code.patchTo(code.emitJump(), begin);
    expectEnd(Token.END, Token.WHILE, line);
    leaveBlock();
    code.patchToHere(exit);
  }

  private void repeatStatement(int line) {
    int begin = code.here();
    enterBlock(true);
    enterBlock(false);
    Block scope = block();
    lexer.next();
    statements();
    expectEnd(Token.UNTIL, Token.REPEAT, line);
    int exit = condition();
    if (scope.captured) {
      code.patchClose(exit, scope.variables);
    }
    leaveBlock();
    code.patchTo(exit, begin);
    leaveBlock();
  }

  private void oneValue() {
    Expression e = new Expression();
    expression(e);
    code.toNextRegister(e);
  }

  private void forBody(int base, int line, int variables, boolean numeric) {
    code.activate(3);
    expect(Token.DO);
    int prepare =
        numeric ? code.emitOffset(Lua.OP_FORPREP, base, FunctionCode.NO_JUMP) : code.emitJump();
    enterBlock(false);
    code.activate(variables);
    code.reserve(variables);
    ownBlock();
    leaveBlock();
    code.patchToHere(prepare);
    int loop;
    if (numeric) {
      loop = code.emitOffset(Lua.OP_FORLOOP, base, FunctionCode.NO_JUMP);
    } else {
      code.emit(Lua.OP_TFORCALL, base, 0, variables);
      code.fixLine(line);
      loop = code.emitOffset(Lua.OP_TFORLOOP, base + 2, FunctionCode.NO_JUMP);
    }
    code.patchTo(loop, prepare + 1);
    code.fixLine(line);
  }

  private void numericFor(String name, int line) {
    int base = code.freeRegister;
    code.declare("(for index)");
    code.declare("(for limit)");
    code.declare("(for step)");
    code.declare(name);
    expect('=');
    oneValue();
    expect(',');
    oneValue();
    if (accept(',')) {
      oneValue();
    } else {
      code.emitConstant(code.freeRegister, code.numberConstant(1));
      code.reserve(1);
    }
    forBody(base, line, 1, true);
  }

  private void genericFor(String first) {
    int base = code.freeRegister;
    code.declare("(for generator)");
    code.declare("(for state)");
    code.declare("(for control)");
    code.declare(first);
    int variables = 1;
    while (accept(',')) {
      code.declare(expectName());
      variables++;
    }
    expect(Token.IN);
    int line = lexer.line;
    Expression last = new Expression();
    adjust(3, expressions(last), last);
    code.checkRegisters(3);
    forBody(base, line, variables, false);
  }

  private void forStatement(int line) {
    enterBlock(true);
    lexer.next();
    String name = expectName();
    switch (lexer.token) {
      case '=' -> numericFor(name, line);
      case ',', Token.IN -> genericFor(name);
      default -> throw lexer.syntaxError("'=' or 'in' expected");
    }
    expectEnd(Token.END, Token.FOR, line);
    leaveBlock();
  }

  /** Reads a condition and its block; gives the jumps that skip the rest of the statement. */
  private int thenBlock(int escapes) {
    lexer.next();
    Expression e = new Expression();
    expression(e);
    expect(Token.THEN);
    int otherwise;
    if (lexer.token == Token.GOTO || lexer.token == Token.BREAK) {
      code.goIfFalse(e);
      enterBlock(false);
      gotoStatement(e.whenTrue);
      skipEmptyStatements();
      if (atBlockEnd(false)) {
        leaveBlock();
        return escapes;
      }
      otherwise = code.emitJump();
    } else {
      code.goIfTrue(e);
      enterBlock(false);
      otherwise = e.whenFalse;
    }
    statements();
    leaveBlock();
    int all = escapes;
    if (lexer.token == Token.ELSE || lexer.token == Token.ELSEIF) {
      all = code.join(code.emitJump(), escapes);
    }
    code.patchToHere(otherwise);
    return all;
  }

  private void ifStatement(int line) {
    int escapes = thenBlock(FunctionCode.NO_JUMP);
    while (lexer.token == Token.ELSEIF) {
      escapes = thenBlock(escapes);
    }
    if (accept(Token.ELSE)) {
      ownBlock();
    }
    expectEnd(Token.END, Token.IF, line);
    code.patchToHere(escapes);
  }

  private void localFunction() {
    code.declare(expectName());
    code.activate(1);
    Expression e = new Expression();
    body(e, false, lexer.line);
    code.startsHere(e.info);
  }

  private void localStatement() {
    int variables = 0;
    do {
      code.declare(expectName());
      variables++;
    } while (accept(','));
    Expression last = new Expression();
    int values = accept('=') ? expressions(last) : 0;
    adjust(variables, values, last);
    code.activate(variables);
  }

  private void functionStatement(int line) {
    lexer.next();
    Expression name = new Expression();
    variable(name);
    while (lexer.token == '.') {
      field(name);
    }
    boolean method = lexer.token == ':';
    if (method) {
      field(name);
    }
    Expression function = new Expression();
    body(function, method, line);
    code.store(name, function);
    code.fixLine(line);
  }

  private void expressionStatement() {
    Expression e = new Expression();
    suffixed(e);
    if (lexer.token == '=' || lexer.token == ',') {
      assignment(new Targets(null, e), 1);
      return;
    }
    if (e.kind != Kind.CALL) {
      throw lexer.syntaxError("syntax error");
    }
    code.setC(e.info, 1);
  }

  private void returnStatement() {
    int first = 0;
    int count = 0;
    if (!atBlockEnd(true) && lexer.token != ';') {
      Expression last = new Expression();
      count = expressions(last);
      if (last.isMultiple()) {
        code.setResults(last, FunctionCode.MULTIPLE);
        if (last.kind == Kind.CALL && count == 1) {
          code.setTailCall(last.info);
        }
        first = code.variables;
        count = FunctionCode.MULTIPLE;
      } else if (count == 1) {
        first = code.toAnyRegister(last);
      } else {
        code.toNextRegister(last);
        first = code.variables;
      }
    }
    code.emitReturn(first, count);
    accept(';');
  }
}
