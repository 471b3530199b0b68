package dev.tidegate.lua.schema;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.Table;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Compiles a document into schemas: finds out which keywords each has, and which schema each
 * reference leads to. References lead to the document itself and to the schemas of the drafts, and
 * nowhere else, as nothing is ever loaded. Used once.
 */
final class SchemaReader {

  private static final int SCHEMA_PRICE = 50;
  private static final int KEYWORD_PRICE = 20;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_URI = 1000;

  private final LuaRuntime runtime;
  private final Map<String, Resource> resources = new HashMap<>();
  private final IdentityHashMap<Table, Schema> schemas = new IdentityHashMap<>();
  private final Deque<Pending> pending = new ArrayDeque<>();
  private final List<String> path = new ArrayList<>();
  private final Map<String, byte[]> published;
  private final Function<byte[], LuaValue> json;
  private long expressions;
  private int textBesides;

  /**
   * Makes one.
   *
   * @param published the texts of the schemas that references may lead to, by URI
   * @param json reads such a text
   */
  SchemaReader(LuaRuntime runtime, Map<String, byte[]> published, Function<byte[], LuaValue> json) {
    this.runtime = runtime;
    this.published = published;
    this.json = json;
  }

  /** A reference whose schema is still to be found. */
  private record Pending(Reference reference, Resource from, String text, String place) {}

  /**
   * Compiles a document.
   *
   * @param document an object or a boolean; what is in it is shared by runs afterwards
   * @throws SchemaFault when it is no schema
   */
  Schema read(LuaValue document) {
    Resource unnamed = new Resource(URI.create(""), dialect(document), document);
    resources.put("", unnamed);
    Schema root = schema(document, unnamed);
    unnamed.root(root);
    resolveAll();
    return root;
  }

  /** How many bytes of published schemas were compiled besides. */
  int textBesides() {
    return textBesides;
  }

  private Dialect dialect(LuaValue document) {
    return document instanceof Table table
        ? dialect(table, Dialect.DRAFT_2020_12)
        : Dialect.DRAFT_2020_12;
  }

  private Dialect dialect(Table table, Dialect otherwise) {
    LuaValue given = table.get(LuaText.encode("$schema"));
    if (given.isnil()) {
      return otherwise;
    }
    String uri = text(given, "$schema");
    return Dialect.named(uri)
        .orElseThrow(() -> fault("$schema", "is not a draft that is known: " + shown(uri)));
  }

  // Schemas ---------------------------------------------------------------------------------------

  private Schema schema(LuaValue value, Resource around) {
    runtime.charge(SCHEMA_PRICE);
    if (value.isboolean()) {
      return Schema.always(around, value.toboolean());
    }
    Table table = object(value);
    if (table == null) {
      throw new SchemaFault(place() + " must be an object or a boolean");
    }
    Schema known = schemas.get(table);
    if (known != null) {
      return known;
    }
    Resource resource = resource(table, around);
    Schema schema = Schema.in(resource);
    schemas.put(table, schema);
    if (resource.source().raweq(table)) {
      resource.root(schema);
    }
    anchors(table, resource);
    new Definition(table, resource).define(schema);
    return schema;
  }

  /** An empty array passes for an object: Lua has one notation for both. */
  private static @Nullable Table object(LuaValue value) {
    return value instanceof Table table && (table.isMarkedAsObject() || table.following(0) == 0)
        ? table
        : null;
  }

  /** The resource that the schema begins or belongs to. */
  private Resource resource(Table table, Resource around) {
    String keyword = around.dialect().idKeyword();
    LuaValue given = table.get(LuaText.encode(keyword));
    boolean isReference =
        !around.dialect().isSince(Dialect.DRAFT_2019_09)
            && table.get(LuaText.encode("$ref")) instanceof LuaString;
    if (given.isnil() || isReference) {
      return around;
    }
    String id = text(given, keyword);
    int hash = id.indexOf('#');
    String anchor = hash < 0 ? "" : id.substring(hash + 1);
    if (!anchor.isEmpty() && around.dialect().isSince(Dialect.DRAFT_2019_09)) {
      throw fault(keyword, "must not have a fragment");
    }
    Resource resource = around;
    if (hash != 0) {
      URI uri =
          resolve(
              around.uri(),
              hash < 0 ? id : id.substring(0, hash),
              String.join("", path) + "/" + keyword);
      resource = new Resource(uri, dialect(table, around.dialect()), table);
      if (resources.putIfAbsent(uri.toString(), resource) != null) {
        throw fault(keyword, "is that of another schema too: " + shown(id));
      }
    }
    if (!anchor.isEmpty() && !resource.anchor(anchor, table)) {
      throw fault(keyword, "names a second schema " + shown(anchor));
    }
    return resource;
  }

  private void anchors(Table table, Resource resource) {
    if (!resource.dialect().isSince(Dialect.DRAFT_2019_09)) {
      return;
    }
    anchor(table, resource, "$anchor");
    if (resource.dialect().isSince(Dialect.DRAFT_2020_12)) {
      String name = anchor(table, resource, "$dynamicAnchor");
      if (name != null) {
        resource.dynamicAnchor(name);
      }
    } else if (table.get(LuaText.encode("$recursiveAnchor")).toboolean()
        && table.get(LuaText.encode("$recursiveAnchor")).isboolean()) {
      resource.markRecursive();
    }
  }

  private @Nullable String anchor(Table table, Resource resource, String keyword) {
    LuaValue given = table.get(LuaText.encode(keyword));
    if (given.isnil()) {
      return null;
    }
    String name = text(given, keyword);
    if (!resource.anchor(name, table)) {
      throw fault(keyword, "names a second schema " + shown(name));
    }
    return name;
  }

  // References ------------------------------------------------------------------------------------

  private Reference reference(Reference.Kind kind, Resource from, LuaValue value, String keyword) {
    Reference reference = new Reference(kind);
    String place = String.join("", path) + "/" + keyword;
    runtime.charge(place.length());
    pending.add(new Pending(reference, from, text(value, keyword), place));
    return reference;
  }

  private void resolveAll() {
    for (Pending next = pending.poll(); next != null; next = pending.poll()) {
      resolve(next);
    }
    for (Resource resource : List.copyOf(resources.values())) {
      for (String name : resource.dynamicAnchors()) {
        Table table = resource.anchored(name);
        if (table != null) {
          resource.dynamicTarget(name, schema(table, resource));
        }
      }
    }
  }

  private void resolve(Pending next) {
    runtime.charge(SCHEMA_PRICE);
    path.clear();
    path.add(next.place);
    int hash = next.text.indexOf('#');
    String document = hash < 0 ? next.text : next.text.substring(0, hash);
    String fragment = hash < 0 ? "" : decoded(next.text.substring(hash + 1));
    Resource resource = next.from;
    if (!document.isEmpty()) {
      URI uri = resolve(next.from.uri(), document, next.place);
      Resource found = resources.get(uri.toString());
      if (found == null) {
        found = published(uri);
      }
      if (found == null) {
        throw new SchemaFault(
            "schema at "
                + next.place
                + " leads out of the schema, and nothing is loaded from elsewhere: "
                + shown(next.text));
      }
      resource = found;
    }
    if (fragment.isEmpty()) {
      next.reference.resolve(resource.root(), null);
    } else if (fragment.startsWith("/")) {
      next.reference.resolve(pointed(resource, fragment, next), null);
    } else {
      Table table = resource.anchored(fragment);
      if (table == null) {
        throw nowhere(next);
      }
      next.reference.resolve(
          schema(table, resource), resource.hasDynamicAnchor(fragment) ? fragment : null);
    }
  }

  /** A schema that is published; null when the URI is of anything else. */
  private @Nullable Resource published(URI uri) {
    byte[] text = published.get(uri.toString());
    if (text == null) {
      return null;
    }
    runtime.hold(Schemas.BYTES_PER_BYTE * (long) text.length);
    textBesides += text.length;
    LuaValue document = json.apply(text);
    // It names itself, and is found by that name from then on.
    schema(document, new Resource(uri, dialect(document), document));
    return resources.get(uri.toString());
  }

  /** Follows a JSON pointer (RFC 6901). */
  private Schema pointed(Resource start, String pointer, Pending from) {
    runtime.charge(pointer.length());
    Resource resource = start;
    LuaValue value = start.source();
    for (String token : pointer.substring(1).split("/", -1)) {
      String key = token.replace("~1", "/").replace("~0", "~");
      value = value instanceof Table table ? child(table, key) : LuaValue.NIL;
      Schema known = value instanceof Table table ? schemas.get(table) : null;
      if (known != null) {
        resource = known.resource();
      }
    }
    if (value.isnil()) {
      throw nowhere(from);
    }
    return schema(value, resource);
  }

  private static LuaValue child(Table table, String key) {
    if (table.isMarkedAsObject()) {
      return table.get(LuaText.encode(key));
    }
    boolean isIndex = key.length() < 9 && key.matches("0|[1-9][0-9]*");
    return isIndex ? table.get(Integer.parseInt(key) + 1) : LuaValue.NIL;
  }

  private static SchemaFault nowhere(Pending from) {
    return new SchemaFault("schema at " + from.place + " leads to nothing: " + shown(from.text));
  }

  private static URI resolve(URI base, String text, String place) {
    // Taking dots out of a path takes time that grows with its square.
    if (base.toString().length() + text.length() > LONGEST_URI) {
      throw new SchemaFault("schema at " + place + " is too long a URI");
    }
    try {
      return base.resolve(new URI(text));
    } catch (URISyntaxException e) {
      throw new SchemaFault("schema at " + place + " is no URI: " + shown(text));
    }
  }

  /** Undoes the percent-encoding (RFC 3986, 2.1). */
  private static String decoded(String fragment) {
    if (fragment.indexOf('%') < 0) {
      return fragment;
    }
    byte[] given = fragment.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[given.length];
    int length = 0;
    for (int i = 0; i < given.length; i++) {
      int high = i + 2 < given.length && given[i] == '%' ? Character.digit(given[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(given[i + 2], 16);
      if (low >= 0) {
        bytes[length++] = (byte) ((high << 4) | low);
        i += 2;
      } else {
        bytes[length++] = given[i];
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  // Values of keywords ----------------------------------------------------------------------------

  private String place() {
    return path.isEmpty() ? "the schema" : "schema at " + String.join("", path);
  }

  private SchemaFault fault(String keyword, String words) {
    return new SchemaFault(
        "schema at " + String.join("", path) + "/" + shown(keyword) + " " + words);
  }

  private static String shown(String text) {
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "…";
  }

  private String text(LuaValue value, String keyword) {
    if (value instanceof LuaString string) {
      runtime.charge(string.m_length);
      return LuaText.decode(string);
    }
    throw fault(keyword, "must be a text");
  }

  /** All that one schema says. */
  private final class Definition {

    private final Table table;
    private final Resource resource;
    private final Dialect dialect;
    private final List<Keyword> found = new ArrayList<>();

    Definition(Table table, Resource resource) {
      this.table = table;
      this.resource = resource;
      this.dialect = resource.dialect();
    }

    void define(Schema schema) {
      runtime.charge(KEYWORD_PRICE + (long) table.positions());
      LuaValue reference = get("$ref");
      if (!reference.isnil()) {
        found.add(reference(Reference.Kind.STATIC, resource, reference, "$ref"));
      }
      boolean isReferenceOnly = !reference.isnil() && !dialect.isSince(Dialect.DRAFT_2019_09);
      boolean looksAtRest = false;
      if (!isReferenceOnly) {
        references();
        values();
        numbers();
        texts();
        arrays();
        objects();
        logic();
        looksAtRest = rest();
      }
      definitions();
      schema.define(found.toArray(Keyword[]::new), looksAtRest);
    }

    private LuaValue get(String keyword) {
      return table.get(LuaText.encode(keyword));
    }

    private boolean has(String keyword) {
      return !get(keyword).isnil();
    }

    private boolean has(String keyword, Dialect since) {
      return dialect.isSince(since) && has(keyword);
    }

    private void references() {
      if (has("$dynamicRef", Dialect.DRAFT_2020_12)) {
        found.add(reference(Reference.Kind.DYNAMIC, resource, get("$dynamicRef"), "$dynamicRef"));
      }
      if (dialect == Dialect.DRAFT_2019_09 && has("$recursiveRef")) {
        found.add(
            reference(Reference.Kind.RECURSIVE, resource, get("$recursiveRef"), "$recursiveRef"));
      }
    }

    /** Schemas that other ones refer to. */
    private void definitions() {
      for (String keyword : List.of("$defs", "definitions")) {
        if (has(keyword)) {
          named(keyword);
        }
      }
    }

    private void values() {
      if (has("type")) {
        found.add(new ValueKeyword.Type(types()));
      }
      if (has("enum")) {
        List<LuaValue> choices = new ArrayList<>();
        for (LuaValue choice : elements("enum")) {
          choices.add(Equality.shared(choice));
        }
        found.add(ValueKeyword.Choice.of(choices));
      }
      if (has("const", Dialect.DRAFT_6)) {
        found.add(new ValueKeyword.Constant(Equality.shared(get("const"))));
      }
    }

    private List<String> types() {
      List<LuaValue> given =
          get("type") instanceof LuaString single ? List.of(single) : elements("type");
      List<String> names = new ArrayList<>();
      for (LuaValue value : given) {
        String name = text(value, "type");
        if (!ValueKeyword.TYPES.contains(name)) {
          throw fault("type", "is not a type: " + shown(name));
        }
        names.add(name);
      }
      return List.copyOf(names);
    }

    private void numbers() {
      if (has("multipleOf")) {
        double unit = number("multipleOf");
        if (unit <= 0) {
          throw fault("multipleOf", "must be more than 0");
        }
        found.add(new NumberKeyword.Multiple(unit));
      }
      boolean areFlags = dialect == Dialect.DRAFT_4;
      if (has("maximum")) {
        boolean exclusive = areFlags && flag("exclusiveMaximum");
        found.add(new NumberKeyword.Most("maximum", number("maximum"), exclusive));
      }
      if (has("minimum")) {
        boolean exclusive = areFlags && flag("exclusiveMinimum");
        found.add(new NumberKeyword.Least("minimum", number("minimum"), exclusive));
      }
      if (has("exclusiveMaximum", Dialect.DRAFT_6)) {
        found.add(new NumberKeyword.Most("exclusiveMaximum", number("exclusiveMaximum"), true));
      }
      if (has("exclusiveMinimum", Dialect.DRAFT_6)) {
        found.add(new NumberKeyword.Least("exclusiveMinimum", number("exclusiveMinimum"), true));
      }
    }

    private void texts() {
      if (has("maxLength")) {
        found.add(new TextKeyword.Longest(count("maxLength")));
      }
      if (has("minLength")) {
        found.add(new TextKeyword.Shortest(count("minLength")));
      }
      if (has("pattern")) {
        found.add(new TextKeyword.Matching(expression(text(get("pattern"), "pattern"), "pattern")));
      }
    }

    private Expression expression(String text, String keyword) {
      Expression expression;
      try {
        expression = Expression.of(runtime, text);
      } catch (SchemaFault unusable) {
        throw fault(keyword, unusable.words());
      }
      expressions += expression.size();
      if (expressions > Expression.LARGEST) {
        throw fault(keyword, "makes the regular expressions too large together");
      }
      return expression;
    }

    private void arrays() {
      if (has("maxItems")) {
        found.add(new ArrayKeyword.Most(count("maxItems")));
      }
      if (has("minItems")) {
        found.add(new ArrayKeyword.Least(count("minItems")));
      }
      if (has("uniqueItems") && flag("uniqueItems")) {
        found.add(new ArrayKeyword.Unique());
      }
      items();
      if (has("contains", Dialect.DRAFT_6)) {
        boolean counts = dialect.isSince(Dialect.DRAFT_2019_09);
        int least = counts && has("minContains") ? count("minContains") : 1;
        int most = counts && has("maxContains") ? count("maxContains") : Integer.MAX_VALUE;
        found.add(
            new ArrayKeyword.Containing(
                one("contains"), least, most, dialect.isSince(Dialect.DRAFT_2020_12)));
      }
    }

    private void items() {
      if (dialect.isSince(Dialect.DRAFT_2020_12)) {
        int first = 0;
        if (has("prefixItems")) {
          List<Schema> schemas = list("prefixItems");
          first = schemas.size();
          found.add(new ArrayKeyword.First(schemas));
        }
        if (has("items")) {
          found.add(new ArrayKeyword.Rest(one("items"), first));
        }
      } else if (has("items")) {
        boolean isList =
            get("items") instanceof Table given && !given.isMarkedAsObject() && !isEmpty(given);
        if (!isList) {
          found.add(new ArrayKeyword.Rest(one("items"), 0));
          return;
        }
        List<Schema> schemas = list("items");
        found.add(new ArrayKeyword.First(schemas));
        if (has("additionalItems")) {
          found.add(new ArrayKeyword.Rest(one("additionalItems"), schemas.size()));
        }
      }
    }

    private static boolean isEmpty(Table given) {
      return given.following(0) == 0;
    }

    private void objects() {
      if (has("maxProperties")) {
        found.add(new ObjectKeyword.Most(count("maxProperties")));
      }
      if (has("minProperties")) {
        found.add(new ObjectKeyword.Least(count("minProperties")));
      }
      if (has("required")) {
        found.add(new ObjectKeyword.Required(names(get("required"), "required")));
      }
      dependencies();
      properties();
      if (has("propertyNames", Dialect.DRAFT_6)) {
        found.add(new ObjectKeyword.PropertyNames(one("propertyNames")));
      }
    }

    private void properties() {
      List<ObjectKeyword.Named> named = List.of();
      if (has("properties")) {
        named = named("properties");
        found.add(new ObjectKeyword.Properties(named));
      }
      List<ObjectKeyword.Matched> matched = new ArrayList<>();
      if (has("patternProperties")) {
        for (ObjectKeyword.Named each : named("patternProperties")) {
          String text = text(each.name(), "patternProperties");
          matched.add(
              new ObjectKeyword.Matched(expression(text, "patternProperties"), each.schema()));
        }
        found.add(new ObjectKeyword.PatternProperties(List.copyOf(matched)));
      }
      if (has("additionalProperties")) {
        Table others = new Table();
        named.forEach(each -> others.put(each.name(), LuaValue.TRUE));
        found.add(
            new ObjectKeyword.AdditionalProperties(
                one("additionalProperties"),
                others.freeze(),
                matched.stream().map(ObjectKeyword.Matched::expression).toList()));
      }
    }

    private void dependencies() {
      List<ObjectKeyword.Needing> needs = new ArrayList<>();
      List<ObjectKeyword.Named> dependents = new ArrayList<>();
      if (has("dependentRequired", Dialect.DRAFT_2019_09)) {
        entries("dependentRequired", (name, value) -> needs.add(need(name, value)));
      }
      if (has("dependentSchemas", Dialect.DRAFT_2019_09)) {
        dependents.addAll(named("dependentSchemas"));
      }
      if (has("dependencies")) {
        // Later drafts have two keywords instead, and allow this one.
        entries(
            "dependencies",
            (name, value) -> {
              if (value instanceof Table given && !given.isMarkedAsObject()) {
                needs.add(need(name, given));
              } else {
                dependents.add(new ObjectKeyword.Named(name, schema(value, resource)));
              }
            });
      }
      if (!needs.isEmpty()) {
        found.add(new ObjectKeyword.DependentRequired(List.copyOf(needs)));
      }
      if (!dependents.isEmpty()) {
        found.add(new ObjectKeyword.DependentSchemas(List.copyOf(dependents)));
      }
    }

    private ObjectKeyword.Needing need(LuaString name, LuaValue others) {
      return new ObjectKeyword.Needing(name, names(others, "dependentRequired"));
    }

    private void logic() {
      if (has("allOf")) {
        found.add(new LogicKeyword.All(combined("allOf")));
      }
      if (has("anyOf")) {
        found.add(new LogicKeyword.Any(combined("anyOf")));
      }
      if (has("oneOf")) {
        found.add(new LogicKeyword.One(combined("oneOf")));
      }
      if (has("not")) {
        found.add(new LogicKeyword.Not(one("not")));
      }
      if (has("if", Dialect.DRAFT_7)) {
        Schema condition = one("if");
        Schema then = has("then") ? one("then") : null;
        Schema otherwise = has("else") ? one("else") : null;
        found.add(new LogicKeyword.Conditional(condition, then, otherwise));
      }
    }

    /** What looks at the rest comes last. */
    private boolean rest() {
      int before = found.size();
      if (has("unevaluatedItems", Dialect.DRAFT_2019_09)) {
        found.add(new ArrayKeyword.Unevaluated(one("unevaluatedItems")));
      }
      if (has("unevaluatedProperties", Dialect.DRAFT_2019_09)) {
        found.add(new ObjectKeyword.Unevaluated(one("unevaluatedProperties")));
      }
      return found.size() > before;
    }

    // Shapes of values --------------------------------------------------------------------------

    private double number(String keyword) {
      if (get(keyword) instanceof Real number) {
        return number.value;
      }
      throw fault(keyword, "must be a number");
    }

    private int count(String keyword) {
      double number = number(keyword);
      if (number < 0 || number != Math.rint(number)) {
        throw fault(keyword, "must be a whole number that is not negative");
      }
      return (int) number;
    }

    private boolean flag(String keyword) {
      LuaValue value = get(keyword);
      if (value.isnil() || value.isboolean()) {
        return value.toboolean();
      }
      throw fault(keyword, "must be true or false");
    }

    private List<LuaValue> elements(String keyword) {
      return elements(get(keyword), keyword);
    }

    private List<LuaValue> elements(LuaValue value, String keyword) {
      if (!Instances.isArray(value)) {
        throw fault(keyword, "must be an array");
      }
      Table array = (Table) value;
      int length = array.length();
      runtime.charge(length);
      List<LuaValue> elements = new ArrayList<>(length);
      for (int i = 1; i <= length; i++) {
        elements.add(array.get(i));
      }
      return elements;
    }

    private List<LuaString> names(LuaValue value, String keyword) {
      List<LuaString> names = new ArrayList<>();
      for (LuaValue element : elements(value, keyword)) {
        if (!(element instanceof LuaString name)) {
          throw fault(keyword, "must be an array of texts");
        }
        names.add(name);
      }
      return List.copyOf(names);
    }

    private Schema one(String keyword) {
      return inner("/" + keyword, get(keyword));
    }

    private Schema inner(String step, LuaValue value) {
      path.add(step);
      Schema schema = schema(value, resource);
      path.removeLast();
      return schema;
    }

    private List<Schema> list(String keyword) {
      List<Schema> schemas = new ArrayList<>();
      for (LuaValue element : elements(keyword)) {
        schemas.add(inner("/" + keyword + "/" + schemas.size(), element));
      }
      return List.copyOf(schemas);
    }

    private List<Schema> combined(String keyword) {
      List<Schema> schemas = list(keyword);
      if (schemas.isEmpty()) {
        throw fault(keyword, "must not be empty");
      }
      return schemas;
    }

    private List<ObjectKeyword.Named> named(String keyword) {
      List<ObjectKeyword.Named> schemas = new ArrayList<>();
      entries(
          keyword,
          (name, value) ->
              schemas.add(
                  new ObjectKeyword.Named(
                      name, inner("/" + keyword + "/" + shown(LuaText.decode(name)), value))));
      return List.copyOf(schemas);
    }

    private void entries(String keyword, Entry each) {
      Table entries = object(get(keyword));
      if (entries == null) {
        throw fault(keyword, "must be an object");
      }
      runtime.charge(entries.positions());
      for (int at = entries.following(0); at != 0; at = entries.following(at)) {
        each.found((LuaString) entries.keyAt(at), entries.valueAt(at));
      }
    }
  }

  /** Takes an entry of an object. */
  @FunctionalInterface
  private interface Entry {

    void found(LuaString name, LuaValue value);
  }
}
