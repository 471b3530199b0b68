package dev.tidegate.lua.lib;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Table;
import org.luaj.vm2.LuaValue;

/**
 * One call of {@code table.sort}: a quicksort that falls back on a heap sort where the partitions
 * stay lopsided, so that the number of comparisons is bounded whatever the comparator answers. It
 * compares in the order of stock Lua, so that what the order leaves open comes out the same.
 *
 * <p>Works on a copy; the table changes when the order is complete.
 */
@SuppressWarnings("ReferenceEquality") // nil is one object
final class Sorting {

  private final LuaRuntime runtime;
  private final Table table;
  private final LuaValue comparator;
  private final LuaValue[] values;
  private final Steps steps;

  Sorting(LuaRuntime runtime, Table table, int length, LuaValue comparator) {
    this.runtime = runtime;
    this.table = table;
    this.comparator = comparator;
    steps = new Steps(runtime);
    runtime.hold(4L * length);
    values = new LuaValue[length];
    // The comparator may take them out of the table.
    runtime.pin(tracer -> tracer.values(LuaValue.varargsOf(values)));
  }

  void run() {
    for (int i = 0; i < values.length; i++) {
      values[i] = table.get(i + 1);
    }
    int doublings = Integer.SIZE - Integer.numberOfLeadingZeros(values.length);
    quicksort(0, values.length - 1, 2 * doublings);
    steps.settle();
    runtime.charge(values.length);
    for (int i = 0; i < values.length; i++) {
      table.put(runtime, i + 1, values[i]);
    }
  }

  private boolean less(LuaValue left, LuaValue right) {
    steps.one();
    return comparator == LuaValue.NIL
        ? runtime.lessThan(left, right)
        : runtime.call(comparator, LuaValue.varargsOf(left, right)).arg1().toboolean();
  }

  private void quicksort(int from, int to, int partitionsLeft) {
    int low = from;
    int high = to;
    int left = partitionsLeft;
    while (low < high) {
      if (high - low < 3) {
        sortUpToThree(low, high);
        return;
      }
      if (left-- == 0) {
        heapsort(low, high);
        return;
      }
      int middle = partition(low, high);
      // Recursion takes the shorter side, so that it stays as shallow as the logarithm.
      if (middle - low < high - middle) {
        quicksort(low, middle - 1, left);
        low = middle + 1;
      } else {
        quicksort(middle + 1, high, left);
        high = middle - 1;
      }
    }
  }

  private void sortUpToThree(int low, int high) {
    order(low, high);
    if (high - low == 2) {
      orderMiddle(low, low + 1, high);
    }
  }

  /** Puts the middle one between the outer ones, which are in order. */
  private void orderMiddle(int low, int middle, int high) {
    if (less(values[middle], values[low])) {
      swap(low, middle);
    } else {
      order(middle, high);
    }
  }

  private void order(int low, int high) {
    if (less(values[high], values[low])) {
      swap(low, high);
    }
  }

  /** Parts the range, which has at least four values, around the median of three; its place. */
  private int partition(int low, int high) {
    int middle = (low + high) >>> 1;
    order(low, high);
    orderMiddle(low, middle, high);
    LuaValue pivot = values[middle];
    swap(middle, high - 1);
    int i = low;
    int j = high - 1;
    while (true) {
      while (less(values[++i], pivot)) {
        if (i == high) {
          throw inconsistent();
        }
      }
      while (less(pivot, values[--j])) {
        if (j == low) {
          throw inconsistent();
        }
      }
      if (j < i) {
        swap(i, high - 1);
        return i;
      }
      swap(i, j);
    }
  }

  /** The ends of a partition stop both scans, unless the comparator contradicts itself. */
  private static ScriptError inconsistent() {
    return ScriptError.atCaller("invalid order function for sorting");
  }

  private void heapsort(int low, int high) {
    int size = high - low + 1;
    for (int root = size / 2 - 1; root >= 0; root--) {
      sift(low, root, size);
    }
    for (int end = size - 1; end > 0; end--) {
      swap(low, low + end);
      sift(low, 0, end);
    }
  }

  private void sift(int low, int start, int size) {
    int root = start;
    int child = 2 * root + 1;
    while (child < size) {
      if (child + 1 < size && less(values[low + child], values[low + child + 1])) {
        child++;
      }
      if (!less(values[low + root], values[low + child])) {
        return;
      }
      swap(low + root, low + child);
      root = child;
      child = 2 * root + 1;
    }
  }

  private void swap(int i, int j) {
    LuaValue value = values[i];
    values[i] = values[j];
    values[j] = value;
  }
}
