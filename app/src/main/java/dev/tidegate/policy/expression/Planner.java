package dev.tidegate.policy.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.tidegate.policy.expression.ExpressionFault.Problem;
import dev.tidegate.regex.BoundedRegex;
import dev.tidegate.regex.RegexFault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes what is evaluated of the tree that the compiler checked. */
final class Planner {

  private final CelAbstractSyntaxTree tree;
  private final Deque<Local> locals = new ArrayDeque<>();
  private int slots;

  Planner(CelAbstractSyntaxTree tree) {
    this.tree = tree;
  }

  /** A variable of a loop and where a run keeps it. */
  private record Local(String name, int slot) {}

  /** How many variables the loops have. */
  int slots() {
    return slots;
  }

  Term plan() throws ExpressionFault {
    return term(tree.getExpr());
  }

  private Term term(CelExpr part) throws ExpressionFault {
    return switch (part.getKind()) {
      case CONSTANT -> constant(part);
      case IDENT -> ident(part, part.ident().name());
      case SELECT -> select(part, part.select());
      case CALL -> call(part, part.call());
      case LIST -> list(part);
      case MAP -> map(part);
      case COMPREHENSION -> loop(part.comprehension());
      case STRUCT, NOT_SET -> throw fault(part, "there are no messages to make");
    };
  }

  private ExpressionFault fault(CelExpr part, String message) {
    return tree.getSource()
        .getOffsetLocation(offset(part))
        .map(at ->
            new ExpressionFault(List.of(new Problem(at.getLine(), at.getColumn() + 1, message))))
        .orElseGet(() -> new ExpressionFault(message));
  }

  private int offset(CelExpr part) {
    return Optional.ofNullable(tree.getSource().getPositionsMap().get(part.id())).orElse(0);
  }

  private Term constant(CelExpr part) throws ExpressionFault {
    CelConstant constant = part.constant();
    Object value =
        switch (constant.getKind()) {
          case NULL_VALUE -> Null.NULL;
          case BOOLEAN_VALUE -> constant.booleanValue();
          case INT64_VALUE -> constant.int64Value();
          case DOUBLE_VALUE -> constant.doubleValue();
          case STRING_VALUE -> constant.stringValue();
          default ->
              throw fault(part, "has a literal that is neither text, number, boolean nor null");
        };
    return run -> value;
  }

  private Term ident(CelExpr part, String name) throws ExpressionFault {
    for (Local local : locals) {
      if (local.name().equals(name)) {
        int slot = local.slot();
        return run -> {
          run.step();
          return run.get(slot);
        };
      }
    }
    return variable(part, name);
  }

  private Term variable(CelExpr part, String name) throws ExpressionFault {
    return switch (name) {
      case "actor.id" -> run -> run.variables().actorId();
      case "actor.meta" -> run -> run.variables().actorMeta();
      case "action" -> run -> run.variables().action();
      case "resource" -> run -> run.variables().resource();
      case "meta" -> run -> run.variables().meta();
      default -> throw fault(part, "there is no \"" + name + "\" here");
    };
  }

  private Term select(CelExpr part, CelSelect select) throws ExpressionFault {
    Optional<String> variable = tree.getReference(part.id()).map(reference -> reference.name());
    if (variable.isPresent() && !select.testOnly()) {
      return variable(part, plain(variable.get()));
    }
    Term operand = term(select.operand());
    String key = select.field();
    return select.testOnly()
        ? run -> {
          run.step();
          return Functions.has(operand.value(run), key);
        }
        : run -> {
          run.step();
          return Functions.select(operand.value(run), key);
        };
  }

  private static String plain(String name) {
    return name.startsWith(".") ? name.substring(1) : name;
  }

  private Term list(CelExpr part) throws ExpressionFault {
    Term[] items = terms(part.list().elements());
    return run -> {
      run.charge(1L + items.length);
      List<Object> list = new ArrayList<>(items.length);
      for (Term item : items) {
        Object value = item.value(run);
        if (value instanceof Flaw) {
          return value;
        }
        list.add(value);
      }
      return list;
    };
  }

  private Term[] terms(List<CelExpr> parts) throws ExpressionFault {
    Term[] terms = new Term[parts.size()];
    for (int i = 0; i < terms.length; i++) {
      terms[i] = term(parts.get(i));
    }
    return terms;
  }

  private Term map(CelExpr part) throws ExpressionFault {
    Term[] keys = terms(part.map().entries().stream().map(CelExpr.CelMap.Entry::key).toList());
    Term[] values = terms(part.map().entries().stream().map(CelExpr.CelMap.Entry::value).toList());
    return run -> {
      run.charge(1L + keys.length);
      Map<Object, Object> map = LinkedHashMap.newLinkedHashMap(keys.length);
      for (int i = 0; i < keys.length; i++) {
        Object key = keys[i].value(run);
        Object value = values[i].value(run);
        if (key instanceof Flaw) {
          return key;
        }
        if (value instanceof Flaw) {
          return value;
        }
        if (!(key instanceof String || key instanceof Long || key instanceof Boolean)) {
          return Flaw.KEYS;
        }
        if (map.put(key, value) != null) {
          return Flaw.TWICE;
        }
      }
      return map;
    };
  }

  private Term loop(CelComprehension loop) throws ExpressionFault {
    Term range = term(loop.iterRange());
    Term start = term(loop.accuInit());
    Local result = new Local(loop.accuVar(), slots++);
    Local item = new Local(loop.iterVar(), slots++);
    locals.push(result);
    locals.push(item);
    Term condition = term(loop.loopCondition());
    Term step = step(loop.loopStep(), result);
    locals.pop();
    Term end = term(loop.result());
    locals.pop();
    return run -> {
      run.step();
      Object values = range.value(run);
      Collection<?> items;
      switch (values) {
        case List<?> list -> items = list;
        case Map<?, ?> map -> items = map.keySet();
        case Flaw flaw -> {
          return flaw;
        }
        default -> {
          return Flaw.NO_COLLECTION;
        }
      }
      run.set(result.slot(), start.value(run));
      for (Object value : items) {
        run.step();
        run.set(item.slot(), value);
        if (!Boolean.TRUE.equals(condition.value(run))) {
          break;
        }
        run.set(result.slot(), step.value(run));
      }
      return end.value(run);
    };
  }

  /**
   * A step of a loop. Where it adds an item to the list that the loop makes, which nobody else has
   * seen, the list grows in its place.
   */
  private Term step(CelExpr step, Local result) throws ExpressionFault {
    if (step.getKind() != CelExpr.ExprKind.Kind.CALL) {
      return term(step);
    }
    List<CelExpr> args = step.call().args();
    if (step.call().function().equals("_+_")
        && isList(args.get(1))
        && isLocal(args.get(0), result)) {
      Term item = term(args.get(1).list().elements().getFirst());
      return run -> {
        run.step();
        if (!(run.get(result.slot()) instanceof List<?> made)) {
          return run.get(result.slot());
        }
        Object value = item.value(run);
        return value instanceof Flaw ? value : appended(made, value);
      };
    }
    if (step.call().function().equals("_?_:_")) {
      return choice(term(args.get(0)), step(args.get(1), result), step(args.get(2), result));
    }
    return term(step);
  }

  @SuppressWarnings("unchecked")
  private static Object appended(List<?> list, Object value) {
    ((List<Object>) list).add(value);
    return list;
  }

  private static boolean isList(CelExpr part) {
    return part.getKind() == CelExpr.ExprKind.Kind.LIST && part.list().elements().size() == 1;
  }

  private static boolean isLocal(CelExpr part, Local local) {
    return part.getKind() == CelExpr.ExprKind.Kind.IDENT
        && part.ident().name().equals(local.name());
  }

  @FunctionalInterface
  private interface Unary {
    Object of(Run run, Object value);
  }

  @FunctionalInterface
  private interface Binary {
    Object of(Run run, Object one, Object other);
  }

  private Term call(CelExpr part, CelCall call) throws ExpressionFault {
    List<CelExpr> args = new ArrayList<>();
    call.target().ifPresent(args::add);
    args.addAll(call.args());
    return switch (call.function()) {
      case "_&&_" -> logical(term(args.get(0)), term(args.get(1)), false);
      case "_||_" -> logical(term(args.get(0)), term(args.get(1)), true);
      case "_?_:_" -> choice(term(args.get(0)), term(args.get(1)), term(args.get(2)));
      case "@not_strictly_false" -> {
        Term value = term(args.getFirst());
        yield run -> !Boolean.FALSE.equals(value.value(run));
      }
      case "dyn" -> term(args.getFirst());
      case "matches" -> matches(args);
      case "!_" -> unary(args, Functions::not);
      case "-_" -> unary(args, Functions::negate);
      case "size" -> unary(args, Functions::size);
      case "int" -> unary(args, Functions::toInt);
      case "double" -> unary(args, Functions::toDouble);
      case "string" -> unary(args, Functions::toText);
      case "_==_" -> binary(args, Functions::equal);
      case "_!=_" -> binary(args, Functions::notEqual);
      case "_<_" -> binary(args, ordered(order -> order < 0));
      case "_<=_" -> binary(args, ordered(order -> order <= 0));
      case "_>_" -> binary(args, ordered(order -> order > 0));
      case "_>=_" -> binary(args, ordered(order -> order >= 0));
      case "_+_" -> binary(args, Functions::add);
      case "_-_" -> binary(args, Functions::subtract);
      case "_*_" -> binary(args, Functions::multiply);
      case "_/_" -> binary(args, Functions::divide);
      case "_%_" -> binary(args, Functions::modulo);
      case "@in" -> binary(args, Functions::isIn);
      case "_[_]" -> binary(args, Functions::index);
      case "contains" -> binary(args, Functions::contains);
      case "startsWith" -> binary(args, Functions::startsWith);
      case "endsWith" -> binary(args, Functions::endsWith);
      default -> throw fault(part, "there is no function \"" + call.function() + "\" here");
    };
  }

  private static Binary ordered(Functions.Order order) {
    return (run, one, other) -> Functions.compare(run, one, other, order);
  }

  private Term unary(List<CelExpr> args, Unary function) throws ExpressionFault {
    Term arg = term(args.getFirst());
    return run -> {
      run.step();
      Object value = arg.value(run);
      return value instanceof Flaw ? value : function.of(run, value);
    };
  }

  private Term binary(List<CelExpr> args, Binary function) throws ExpressionFault {
    Term first = term(args.get(0));
    Term second = term(args.get(1));
    return run -> {
      run.step();
      Object one = first.value(run);
      if (one instanceof Flaw) {
        return one;
      }
      Object other = second.value(run);
      return other instanceof Flaw ? other : function.of(run, one, other);
    };
  }

  /** {@code &&} and {@code ||}: a side that decides does so whatever the other one is. */
  private static Term logical(Term first, Term second, boolean decisive) {
    return run -> {
      run.step();
      Object one = truth(first.value(run));
      if (one.equals(decisive)) {
        return decisive;
      }
      Object other = truth(second.value(run));
      if (other.equals(decisive)) {
        return decisive;
      }
      return one instanceof Flaw ? one : other;
    };
  }

  private static Object truth(Object value) {
    return value instanceof Boolean || value instanceof Flaw ? value : Flaw.TYPES;
  }

  private static Term choice(Term condition, Term then, Term otherwise) {
    return run -> {
      run.step();
      return switch (condition.value(run)) {
        case Boolean truth -> (truth ? then : otherwise).value(run);
        case Flaw flaw -> flaw;
        default -> Flaw.TYPES;
      };
    };
  }

  private Term matches(List<CelExpr> args) throws ExpressionFault {
    Term text = term(args.get(0));
    CelExpr pattern = args.get(1);
    boolean literal =
        pattern.getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && pattern.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    if (!literal) {
      throw fault(pattern, "matches() needs its regular expression as a text in quotes");
    }
    BoundedRegex regex;
    try {
      regex = BoundedRegex.compile(pattern.constant().stringValue());
    } catch (RegexFault fault) {
      throw fault(pattern, "\"%s\" %s".formatted(pattern.constant().stringValue(), fault.words()));
    }
    return run -> {
      run.step();
      Object value = text.value(run);
      return value instanceof Flaw ? value : Functions.matches(run, value, regex);
    };
  }
}
