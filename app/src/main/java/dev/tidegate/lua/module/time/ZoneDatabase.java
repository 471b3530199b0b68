package dev.tidegate.lua.module.time;

import static java.util.Map.entry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The regions of the IANA time zone database. Their rules are the Java platform's; it has no
 * abbreviations, only display names, so those are in a file of ours.
 */
final class ZoneDatabase {

  /** Where the abbreviations come from; {@code bin/zone-abbreviations} makes it. */
  private static final String FILE = "zone-abbreviations.txt";

  /** The names of the database that the Java platform leaves out, and what they are links to. */
  private static final Map<String, String> LINKS =
      Map.ofEntries(
          entry("EST", "America/Panama"),
          entry("GMT+0", "Etc/GMT"),
          entry("GMT-0", "Etc/GMT"),
          entry("HST", "Pacific/Honolulu"),
          entry("MST", "America/Phoenix"),
          entry("ROC", "Asia/Taipei"));

  private final Map<String, Abbreviations> abbreviations;

  private ZoneDatabase(Map<String, Abbreviations> abbreviations) {
    this.abbreviations = Map.copyOf(abbreviations);
  }

  /** Reads the file. */
  static ZoneDatabase load() {
    try (InputStream file =
            Objects.requireNonNull(ZoneDatabase.class.getResourceAsStream(FILE), FILE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII))) {
      Map<String, Abbreviations> all = new HashMap<>();
      reader.lines().filter(line -> !line.startsWith("#")).forEach(line -> read(line, all));
      return new ZoneDatabase(all);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + FILE, e);
    }
  }

  /** Such as {@code Europe/Berlin<TAB>CET 3600,CEST 7200}; a third word is from when on. */
  private static void read(String line, Map<String, Abbreviations> all) {
    String[] halves = line.split("\t", -1);
    List<Abbreviations.Entry> entries = new ArrayList<>();
    for (String entry : halves[1].split(",", -1)) {
      String[] words = entry.split(" ", -1);
      entries.add(
          new Abbreviations.Entry(
              words[0],
              Integer.parseInt(words[1]),
              words.length == 2 ? Long.MIN_VALUE : Long.parseLong(words[2])));
    }
    for (String name : halves[0].split(" ", -1)) {
      all.put(name, new Abbreviations(entries));
    }
  }

  /** The region of this very name; names are looked up and nothing else is done with them. */
  Optional<Zone> find(String name) {
    String id = LINKS.getOrDefault(name, name);
    if (!ZoneRulesProvider.getAvailableZoneIds().contains(id)) {
      return Optional.empty();
    }
    return Optional.of(region(name, ZoneId.of(id)));
  }

  /** The zone of the Java platform under a name of its own. */
  Zone region(String name, ZoneId id) {
    String known = id.equals(ZoneOffset.UTC) ? "UTC" : id.getId();
    return new RegionZone(
        name, id.getRules(), abbreviations.getOrDefault(known, Abbreviations.NONE));
  }
}
