package dev.tidegate.lua;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * A Lua table (Lua 5.2 manual, 2.1): an array for the keys 1 to n and open addressing for all other
 * keys, sized as in "The Implementation of Lua 5.0", section 4 (Ierusalimschy, de Figueiredo,
 * Celes, 2005).
 *
 * <p>An entry that is set to nil keeps its key until the storage is built anew, so that a traversal
 * may clear entries. Where keys collide more than chance allows, the table goes over to a hash of
 * its own, keyed and over all bytes of a string: such keys are chosen ones, or come from another
 * table in the order of its traversal. Storage that grows on behalf of a run is charged to it
 * before.
 *
 * <p>Belongs to one run; a {@linkplain #freeze() frozen} table may be shared by all.
 */
@SuppressWarnings("ReferenceEquality") // keys are found by identity first
public final class Table extends LuaValue {

  /** Bits of {@link #lacks}: metamethods that operators look for at almost every step. */
  public static final int INDEX_EVENT = 1;

  /** See {@link #INDEX_EVENT}. */
  public static final int NEWINDEX_EVENT = 1 << 1;

  /** See {@link #INDEX_EVENT}. */
  public static final int EQ_EVENT = 1 << 2;

  /** See {@link #INDEX_EVENT}. */
  public static final int LEN_EVENT = 1 << 3;

  /** Values of {@link #protection}: anybody may change it. */
  private static final byte OPEN = 0;

  /** Its run may not change it. */
  private static final byte FROZEN = 1;

  /** Nothing may change it, and it belongs to no run. */
  private static final byte SHARED = 2;

  private static final LuaValue[] NOTHING = {};

  /** The object's own fields, and the headers of its two arrays. */
  private static final long BYTES = 88;

  private static final int LEAST_NODES = 4;

  /** The most entries besides the array's; the nodes then fill the longest array there is. */
  private static final int MOST_NODES = 1 << 28;

  private static final int LARGEST_ARRAY = 1 << 28;

  /** Steps along a chain after which the keys are taken for chosen ones. */
  private static final int LONG_CHAIN = 128;

  /** Strings with one and the same hash in a chain after which they are taken for chosen ones. */
  private static final int MANY_ALIKE = 8;

  /** Chance makes chains long so rarely that a second try is one too many already. */
  private static final int MOST_TRIES = 4;

  private static final long SECRET;
  private static final long OTHER_SECRET;

  static {
    // Unknown to scripts, so that they can't choose keys that collide.
    SplittableRandom random = new SplittableRandom(System.nanoTime() ^ new Object().hashCode());
    SECRET = random.nextLong() | 1;
    OTHER_SECRET = random.nextLong() | 1;
  }

  /** The values of the keys 1, 2, … with null for nil. */
  private @Nullable LuaValue[] array;

  /** Keys at even places, each followed by its value; null where there is none. */
  private @Nullable LuaValue[] nodes;

  /** Keys in the nodes, those without a value too. */
  private int keys;

  /** Where the array's last border was, when its end is nil. */
  private int border;

  private @Nullable Table metatable;

  /** The audit in which this table was seen last. */
  private int mark;

  private byte lacks;
  private byte protection;

  /** Which of the keyed hashes is in use; 0 for the plain one. */
  private byte seed;

  /** Takes room that the alignment leaves. */
  private boolean object;

  /** Makes an empty table. */
  public Table() {
    array = NOTHING;
    nodes = NOTHING;
  }

  /**
   * Makes an empty table with room.
   *
   * @param arraySize for so many elements
   * @param entries for so many other entries
   */
  public Table(int arraySize, int entries) {
    array = arraySize == 0 ? NOTHING : new @Nullable LuaValue[arraySize];
    nodes = entries == 0 ? NOTHING : new @Nullable LuaValue[2 * nodesFor(entries)];
  }

  private Table(Table other) {
    array = other.array.length == 0 ? NOTHING : other.array.clone();
    nodes = other.nodes.length == 0 ? NOTHING : other.nodes.clone();
    keys = other.keys;
    border = other.border;
    metatable = other.metatable;
    seed = other.seed;
    object = other.object;
  }

  /** A table with the same entries and metatable that can be changed. */
  public Table copy() {
    return new Table(this);
  }

  /** Makes the table one that nothing can change, so that all runs can share it; gives itself. */
  public Table freeze() {
    for (int event : new int[] {INDEX_EVENT, NEWINDEX_EVENT, EQ_EVENT, LEN_EVENT}) {
      findMetamethod(event);
    }
    protection = SHARED;
    return this;
  }

  /**
   * Makes the table one that its run can't change. It stays the run's own: it counts as its memory,
   * and what is in it may be anything.
   */
  public void freezeWithinRun() {
    if (protection == OPEN) {
      protection = FROZEN;
    }
  }

  /** Whether it refuses every change. */
  public boolean isFrozen() {
    return protection != OPEN;
  }

  /** Whether nothing can change it, and all runs may share it. */
  public boolean isShared() {
    return protection == SHARED;
  }

  /** Refuses a frozen table. */
  public void requireWritable() {
    if (protection != OPEN) {
      throw ScriptError.nearby("attempt to modify Immutable table");
    }
  }

  /** Notes that it stands for a JSON object, which matters when it is empty. */
  public void markAsObject() {
    object = true;
  }

  /** Whether it was made of a JSON object, or has had a string as a key. */
  public boolean isMarkedAsObject() {
    return object;
  }

  /**
   * Notes that an audit has come by.
   *
   * @return whether it had not been here yet
   */
  public boolean mark(int audit) {
    if (mark == audit || isShared()) {
      return false;
    }
    mark = audit;
    return true;
  }

  /** Whether the audit has been here; shared tables belong to nobody and always count as seen. */
  public boolean isMarked(int audit) {
    return mark == audit || isShared();
  }

  /** What the table takes itself, without its keys and values, in bytes. */
  public long bytes() {
    return BYTES + 4L * (array.length + nodes.length);
  }

  // Reading ---------------------------------------------------------------------------------------

  /** The value of any key, by raw access; nil where there is none. */
  @Override
  public LuaValue get(LuaValue key) {
    if (key instanceof LuaString string) {
      return get(string);
    }
    if (key instanceof Real number) {
      return get(number);
    }
    @Nullable LuaValue[] n = nodes;
    if (n.length == 0) {
      return NIL;
    }
    int mask = n.length - 1;
    int at = place(identityHash(key), n.length);
    while (true) {
      LuaValue found = n[at];
      if (found == key) {
        return orNil(n[at + 1]);
      }
      if (found == null) {
        return NIL;
      }
      at = (at + 2) & mask;
    }
  }

  /** The value of a string key. */
  public LuaValue get(LuaString key) {
    @Nullable LuaValue[] n = nodes;
    if (n.length == 0) {
      return NIL;
    }
    int mask = n.length - 1;
    int at = place(hash(key), n.length);
    while (true) {
      LuaValue found = n[at];
      if (found == key) {
        return orNil(n[at + 1]);
      }
      if (found == null) {
        return NIL;
      }
      if (found instanceof LuaString other && same(other, key)) {
        return orNil(n[at + 1]);
      }
      at = (at + 2) & mask;
    }
  }

  /** The value of a number as key. */
  public LuaValue get(Real key) {
    int index = (int) key.value;
    if (index == key.value) {
      return get(index);
    }
    return nodes.length == 0 ? NIL : getNode(key.value);
  }

  /** The value of an integer key. */
  @Override
  public LuaValue get(int index) {
    @Nullable LuaValue[] elements = array;
    int at = index - 1;
    if (at >= 0 && at < elements.length) {
      return orNil(elements[at]);
    }
    return nodes.length == 0 ? NIL : getNode(index);
  }

  private LuaValue getNode(double key) {
    int at = find(key);
    return at < 0 ? NIL : orNil(nodes[at + 1]);
  }

  private static LuaValue orNil(@Nullable LuaValue value) {
    return value == null ? NIL : value;
  }

  private static boolean same(LuaString one, LuaString other) {
    return one.m_length == other.m_length && one.hashCode() == other.hashCode() && one.raweq(other);
  }

  /** The place of the key in the nodes, or where it would go as {@code -1 - place}. */
  private int find(double key) {
    @Nullable LuaValue[] n = nodes;
    int mask = n.length - 1;
    int at = place(hash(key), n.length);
    while (true) {
      LuaValue found = n[at];
      if (found == null) {
        return -1 - at;
      }
      if (found instanceof Real number && number.value == key) {
        return at;
      }
      at = (at + 2) & mask;
    }
  }

  private int find(LuaString key) {
    @Nullable LuaValue[] n = nodes;
    int mask = n.length - 1;
    int at = place(hash(key), n.length);
    while (true) {
      LuaValue found = n[at];
      if (found == key) {
        return at;
      }
      if (found == null) {
        return -1 - at;
      }
      if (found instanceof LuaString other && same(other, key)) {
        return at;
      }
      at = (at + 2) & mask;
    }
  }

  private int find(LuaValue key) {
    if (key instanceof LuaString string) {
      return find(string);
    }
    if (key instanceof Real number) {
      return find(number.value);
    }
    @Nullable LuaValue[] n = nodes;
    int mask = n.length - 1;
    int at = place(identityHash(key), n.length);
    while (true) {
      LuaValue found = n[at];
      if (found == key) {
        return at;
      }
      if (found == null) {
        return -1 - at;
      }
      at = (at + 2) & mask;
    }
  }

  // Hashing ---------------------------------------------------------------------------------------

  private static int place(int hash, int length) {
    // The product's upper bits, as many as there are nodes.
    return ((hash * (int) SECRET) >>> (Integer.numberOfLeadingZeros(length) + 2)) << 1;
  }

  private int hash(double key) {
    long bits = Double.doubleToRawLongBits(key + 0.0);
    return (int) ((seed == 0 ? bits * OTHER_SECRET : keyedHash(bits)) >>> 32);
  }

  private int hash(LuaString key) {
    return seed == 0 ? key.hashCode() : keyedHash(key);
  }

  private int identityHash(LuaValue key) {
    int hash = System.identityHashCode(key);
    return seed == 0 ? hash : (int) (keyedHash(hash) >>> 32);
  }

  private int hash(LuaValue key) {
    if (key instanceof LuaString string) {
      return hash(string);
    }
    return key instanceof Real number ? hash(number.value) : identityHash(key);
  }

  /** A hash of all bytes that scripts can't foresee. */
  private int keyedHash(LuaString key) {
    long hash = secret() ^ key.m_length;
    int end = key.m_offset + key.m_length;
    for (int i = key.m_offset; i < end; i++) {
      hash = (hash ^ key.m_bytes[i]) * OTHER_SECRET;
      hash ^= hash >>> 29;
    }
    return (int) (hash >>> 32);
  }

  private long keyedHash(long bits) {
    return mix(bits ^ secret());
  }

  private long secret() {
    return mix(SECRET + seed);
  }

  /** The finalizer of MurmurHash3, variant 13 (Stafford), in which each bit moves every other. */
  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** The fewest nodes that leave a quarter of them free. */
  private static int nodesFor(int entries) {
    int least = Math.max(LEAST_NODES, entries + (entries + 2) / 3);
    return Integer.highestOneBit(least - 1) << 1;
  }

  // Writing ---------------------------------------------------------------------------------------

  /** Sets an entry of a table that no run pays for. */
  public void put(LuaValue key, LuaValue value) {
    put(null, key, value);
  }

  /** Sets an entry of a table that no run pays for. */
  public void put(String key, LuaValue value) {
    put(null, LuaText.encode(key), value);
  }

  /** Sets an element of a table that no run pays for. */
  public void put(int index, LuaValue value) {
    put(null, index, value);
  }

  /**
   * Sets an entry by raw access; nil as value removes it.
   *
   * @param payer the run that storage is charged to, or null
   * @throws ScriptError "table index is nil" or "table index is NaN", or that the table is frozen,
   *     or "not enough memory"
   */
  public void put(@Nullable LuaRuntime payer, LuaValue key, LuaValue value) {
    if (key instanceof LuaString string) {
      put(payer, string, value);
      return;
    }
    if (key instanceof Real number) {
      int index = (int) number.value;
      if (index == number.value) {
        put(payer, index, value);
        return;
      }
      if (Double.isNaN(number.value)) {
        throw ScriptError.inOperation("table index is NaN");
      }
    }
    if (key == NIL) {
      throw ScriptError.inOperation("table index is nil");
    }
    requireWritable();
    int at = nodes.length == 0 ? -1 : find(key);
    if (at >= 0) {
      nodes[at + 1] = orNull(value);
    } else if (value != NIL) {
      insert(payer, key, value, -1 - at);
    }
  }

  /** Sets the entry of a string key; see {@link #put(LuaRuntime, LuaValue, LuaValue)}. */
  public void put(@Nullable LuaRuntime payer, LuaString key, LuaValue value) {
    requireWritable();
    int at = nodes.length == 0 ? -1 : find(key);
    if (at >= 0) {
      lacks = 0;
      nodes[at + 1] = orNull(value);
    } else if (value != NIL) {
      lacks = 0;
      object = true;
      insert(payer, key, value, -1 - at);
    }
  }

  /** Sets an element; see {@link #put(LuaRuntime, LuaValue, LuaValue)}. */
  public void put(@Nullable LuaRuntime payer, int index, LuaValue value) {
    requireWritable();
    int at = index - 1;
    @Nullable LuaValue[] elements = array;
    if (at >= 0 && at < elements.length) {
      elements[at] = orNull(value);
    } else {
      putBeyond(payer, index, value);
    }
  }

  private void putBeyond(@Nullable LuaRuntime payer, int index, LuaValue value) {
    int at = nodes.length == 0 ? -1 : find((double) index);
    if (at >= 0) {
      nodes[at + 1] = orNull(value);
    } else if (value != NIL) {
      if (index == array.length + 1 && growsArray(payer)) {
        array[index - 1] = value;
      } else {
        insert(payer, new Real(index), value, -1 - at);
      }
    }
  }

  private static @Nullable LuaValue orNull(LuaValue value) {
    return value == NIL ? null : value;
  }

  /**
   * Doubles the array for the element that follows its last, unless most of it is empty.
   *
   * @return whether there is room for that element now
   */
  private boolean growsArray(@Nullable LuaRuntime payer) {
    int size = array.length;
    if (size >= LARGEST_ARRAY) {
      return false;
    }
    int larger = Math.max(4, 2 * size);
    if (payer != null && size > 0) {
      payer.charge(size >> 3);
    }
    int used = 1;
    for (LuaValue element : array) {
      used += element == null ? 0 : 1;
    }
    if (size > 0 && used <= larger / 2 - larger / 8) {
      return false;
    }
    resizeArray(payer, larger);
    return true;
  }

  /**
   * Makes the array longer and moves into it what belongs there.
   *
   * @return how many entries were moved
   */
  private int resizeArray(@Nullable LuaRuntime payer, int size) {
    if (payer != null && size > 4) {
      payer.reserve(8L * size);
    }
    if (size > LARGEST_ARRAY) {
      throw ScriptError.inOperation("table overflow");
    }
    int before = array.length;
    @Nullable LuaValue[] larger = new @Nullable LuaValue[size];
    System.arraycopy(array, 0, larger, 0, before);
    array = larger;
    border = 0;
    int moved = 0;
    if (keys > 0) {
      if (payer != null) {
        payer.charge(nodes.length >> 3);
      }
      for (int at = 0; at < nodes.length; at += 2) {
        if (nodes[at] instanceof Real number && nodes[at + 1] != null) {
          int index = (int) number.value;
          if (index == number.value && index > before && index <= size) {
            larger[index - 1] = nodes[at + 1];
            nodes[at + 1] = null;
            moved++;
          }
        }
      }
    }
    return moved;
  }

  /** Makes room for so many elements in all, on behalf of a constructor. */
  public void ensureArray(LuaRuntime payer, int size) {
    requireWritable();
    if (size > array.length) {
      resizeArray(payer, size);
    }
  }

  /** Adds a key that is not there yet, at the place where it was not found. */
  private void insert(@Nullable LuaRuntime payer, LuaValue key, LuaValue value, int place) {
    // A quarter stays free.
    if (keys + 1 > nodes.length / 2 - nodes.length / 8) {
      rebuild(payer, key);
      if (key instanceof Real number) {
        int index = (int) number.value;
        if (index == number.value && index > 0 && index <= array.length) {
          array[index - 1] = value;
          return;
        }
      }
      insertNew(key, value);
      return;
    }
    nodes[place] = key;
    nodes[place + 1] = value;
    keys++;
    if (nodes.length >= 2 * LONG_CHAIN && isFar(key, place)) {
      if (payer != null) {
        payer.reserve(4L * nodes.length);
      }
      seed = another(seed);
      moveNodes(payer, nodes.length);
    }
  }

  private boolean isFar(LuaValue key, int place) {
    int distance = (place - place(hash(key), nodes.length)) & (nodes.length - 1);
    return distance > 2 * LONG_CHAIN
        || (seed == 0
            && distance > 2 * MANY_ALIKE
            && key instanceof LuaString string
            && alike(string, place) > MANY_ALIKE);
  }

  /** How many strings between the best place for the key and its own have the same plain hash. */
  private int alike(LuaString key, int place) {
    int mask = nodes.length - 1;
    int alike = 0;
    for (int at = place(key.hashCode(), nodes.length); at != place; at = (at + 2) & mask) {
      if (nodes[at] instanceof LuaString other && other.hashCode() == key.hashCode()) {
        alike++;
      }
    }
    return alike;
  }

  private static byte another(byte seed) {
    byte next = (byte) mix(System.nanoTime() ^ SECRET);
    return next == 0 || next == seed ? (byte) (seed == 1 ? 2 : 1) : next;
  }

  /** How many nodes the search for the most unlucky key passes. */
  int longestChain() {
    int longest = 0;
    for (int at = 0; at < nodes.length; at += 2) {
      LuaValue key = nodes[at];
      if (key != null) {
        int distance = (at - place(hash(key), nodes.length)) & (nodes.length - 1);
        longest = Math.max(longest, distance / 2);
      }
    }
    return longest;
  }

  /** Adds a key that is not there; gives how far it is from its best place. */
  private int insertNew(LuaValue key, LuaValue value) {
    @Nullable LuaValue[] n = nodes;
    int mask = n.length - 1;
    int best = place(hash(key), n.length);
    int at = best;
    while (n[at] != null) {
      at = (at + 2) & mask;
    }
    n[at] = key;
    n[at + 1] = value;
    keys++;
    return (at - best) & mask;
  }

  /** Gives array and nodes new sizes that also have room for the key. */
  private void rebuild(@Nullable LuaRuntime payer, LuaValue key) {
    if (payer != null) {
      payer.charge(nodes.length >> 2);
    }
    int[] indices = new int[Integer.SIZE];
    int live = 0;
    boolean hasIndices = count(key, indices);
    for (int at = 0; at < nodes.length; at += 2) {
      LuaValue used = nodes[at];
      if (used != null && nodes[at + 1] != null) {
        live++;
        hasIndices |= count(used, indices);
      }
    }
    if (hasIndices) {
      int size = arraySize(payer, indices);
      if (size > array.length) {
        live -= resizeArray(payer, size);
      }
    }
    boolean hadDead = live < keys;
    int wanted = nodesFor(live + 1);
    // Where keys come and go, the next rebuilding must be far away.
    if (hadDead && live + 1 > wanted / 2) {
      wanted *= 2;
    }
    if (wanted > MOST_NODES) {
      throw ScriptError.inOperation("table overflow");
    }
    if (payer != null && wanted > LEAST_NODES) {
      payer.reserve(16L * wanted);
    }
    moveNodes(payer, 2 * wanted);
  }

  private void moveNodes(@Nullable LuaRuntime payer, int length) {
    @Nullable LuaValue[] before = nodes;
    for (int attempt = 1; isCrowded(before, length) && attempt < MOST_TRIES; attempt++) {
      if (payer != null) {
        payer.charge(length);
      }
      seed = another(seed);
    }
  }

  /** Moves all into new nodes; whether some key comes to stand farther off than chance allows. */
  private boolean isCrowded(@Nullable LuaValue[] before, int length) {
    nodes = new @Nullable LuaValue[length];
    keys = 0;
    int farthest = 0;
    for (int at = 0; at < before.length; at += 2) {
      LuaValue key = before[at];
      LuaValue value = before[at + 1];
      if (key != null && value != null) {
        farthest = Math.max(farthest, insertNew(key, value));
      }
    }
    return farthest > 2 * LONG_CHAIN;
  }

  /** Counts a key that could be an index, by powers of two; whether it is one. */
  private static boolean count(LuaValue key, int[] indices) {
    if (key instanceof Real number) {
      int index = (int) number.value;
      if (index == number.value && index > 0 && index <= LARGEST_ARRAY) {
        indices[Integer.SIZE - Integer.numberOfLeadingZeros(index - 1)]++;
        return true;
      }
    }
    return false;
  }

  /** The largest power of two of which more than half would be used, or the present size. */
  private int arraySize(@Nullable LuaRuntime payer, int[] indices) {
    if (payer != null) {
      payer.charge(array.length >> 3);
    }
    for (int i = 0; i < array.length; i++) {
      if (array[i] != null) {
        indices[Integer.SIZE - Integer.numberOfLeadingZeros(i)]++;
      }
    }
    int size = array.length;
    int sum = 0;
    for (int power = 0; power < Integer.SIZE - 3; power++) {
      sum += indices[power];
      if (sum > 1 << power >> 1 && 1 << power > size) {
        size = 1 << power;
      }
    }
    return size;
  }

  // Length and traversal --------------------------------------------------------------------------

  /** A border: an element that is not nil, followed by nil; 0 when there is none. */
  @Override
  public int length() {
    int size = array.length;
    if (size > 0 && array[size - 1] == null) {
      return borderInArray();
    }
    if (nodes.length == 0 || getNode(size + 1.0) == NIL) {
      return size;
    }
    return borderInNodes();
  }

  private int borderInArray() {
    // A stack that grows and shrinks moves its border by one.
    int last = border;
    if (last > 0 && last < array.length) {
      if (array[last - 1] != null) {
        if (array[last] == null) {
          return last;
        }
        if (last + 1 < array.length && array[last + 1] == null) {
          border = last + 1;
          return border;
        }
      } else if (last > 1 && array[last - 2] != null) {
        border = last - 1;
        return border;
      }
    }
    int low = 0;
    int high = array.length;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (array[middle - 1] == null) {
        high = middle;
      } else {
        low = middle;
      }
    }
    if (!isShared()) {
      border = low;
    }
    return low;
  }

  private int borderInNodes() {
    long low = array.length;
    long high = low + 1;
    while (getNode((double) high) != NIL) {
      low = high;
      if (high > Integer.MAX_VALUE / 2) {
        return Integer.MAX_VALUE;
      }
      high *= 2;
    }
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (get((int) middle) == NIL) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return (int) low;
  }

  /**
   * The position of a key in a traversal, at least 1; 0 for nil, which stands before the first; -1
   * for what is no key.
   */
  public int position(LuaValue key) {
    if (key == NIL) {
      return 0;
    }
    if (key instanceof Real number) {
      int index = (int) number.value;
      if (index == number.value && index > 0 && index <= array.length) {
        return index;
      }
    }
    int at = nodes.length == 0 ? -1 : find(key);
    return at < 0 ? -1 : array.length + 1 + (at >> 1);
  }

  /** The position of the first entry after the given position, or 0 when there is none. */
  public int following(int position) {
    int size = array.length;
    for (int i = position; i < size; i++) {
      if (array[i] != null) {
        return i + 1;
      }
    }
    int last = nodes.length >> 1;
    for (int i = Math.max(position - size, 0); i < last; i++) {
      if (nodes[2 * i + 1] != null) {
        return size + i + 1;
      }
    }
    return 0;
  }

  /** The key at a position. */
  public LuaValue keyAt(int position) {
    return position <= array.length
        ? new Real(position)
        : orNil(nodes[2 * (position - array.length - 1)]);
  }

  /** The value at a position, nil when it has been removed. */
  public LuaValue valueAt(int position) {
    return orNil(
        position <= array.length
            ? array[position - 1]
            : nodes[2 * (position - array.length - 1) + 1]);
  }

  /** Whether a position is one of the array, whose keys are no objects. */
  public boolean isElement(int position) {
    return position <= array.length;
  }

  /** Removes the entry at a position. */
  public void removeAt(int position) {
    if (position <= array.length) {
      array[position - 1] = null;
    } else {
      nodes[2 * (position - array.length - 1) + 1] = null;
    }
  }

  /** The last position there may be: the size of the storage. */
  public int positions() {
    return array.length + (nodes.length >> 1);
  }

  // Metatable -------------------------------------------------------------------------------------

  /** The metatable, or null. */
  public @Nullable Table metatable() {
    return metatable;
  }

  /** Sets the metatable; null for none. */
  public void metatable(@Nullable Table next) {
    requireWritable();
    metatable = next;
  }

  /** This table's metamethod, as somebody's metatable, for one of the events above; or nil. */
  public LuaValue metamethod(int event) {
    return (lacks & event) != 0 ? NIL : findMetamethod(event);
  }

  private LuaValue findMetamethod(int event) {
    LuaValue found =
        get(
            switch (event) {
              case INDEX_EVENT -> INDEX;
              case NEWINDEX_EVENT -> NEWINDEX;
              case EQ_EVENT -> EQ;
              default -> LEN;
            });
    if (found == NIL && !isShared()) {
      lacks |= (byte) event;
    }
    return found;
  }

  // LuaValue --------------------------------------------------------------------------------------

  @Override
  public int type() {
    return TTABLE;
  }

  @Override
  public String typename() {
    return "table";
  }

  @Override
  public boolean istable() {
    return true;
  }

  @Override
  public @Nullable LuaValue getmetatable() {
    return metatable;
  }

  @Override
  public LuaValue rawget(LuaValue key) {
    return get(key);
  }

  @Override
  public LuaValue rawget(int key) {
    return get(key);
  }

  @Override
  public LuaValue rawget(String key) {
    return get(LuaText.encode(key));
  }

  @Override
  public int rawlen() {
    return length();
  }

  @Override
  public String tojstring() {
    return "table";
  }
}
