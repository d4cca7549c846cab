x = "[31mred" + /*‮ txet */ 1 2;
